import { Trans } from "@lingui/react/macro";
import type { Quote } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import style from "./QuoteOf.module.css";

/** The message that this one answers; leads to it. */
export function QuoteOf({ quote, active, jumpTo }: { quote: Quote; active: boolean; jumpTo: (eventId: string) => void }) {
  return (
    <button type="button" className={style.quote} tabIndex={active ? undefined : -1} onClick={() => jumpTo(quote.eventId)}>
      {quote.of ? <Quoted of={quote.of} /> : <Trans>An earlier message</Trans>}
    </button>
  );
}

/** Speaker and first words of a quoted message; also above the composer. */
export function Quoted({ of }: { of: NonNullable<Quote["of"]> }) {
  const session = useWatched(useMatrix().session);
  const own = session.state === "signedIn" && session.userId === of.sender.userId;
  return (
    <span className={style.quoted}>
      <span className={style.words}>
        <span className={style.name}>{own ? <Trans>You</Trans> : of.sender.name}</span>
        <span className={style.text}>{of.text || <Wordless kind={of.kind} />}</span>
      </span>
      {of.thumbnail && <Thumbnail media={of.thumbnail} />}
    </span>
  );
}

function Wordless({ kind }: { kind: NonNullable<Quote["of"]>["kind"] }) {
  switch (kind) {
    case "money":
      return <Trans>[Money]</Trans>;
    case "picture":
      return <Trans>Picture</Trans>;
    case "file":
      return <Trans>File</Trans>;
    default:
      return <Trans>Message</Trans>;
  }
}

function Thumbnail({ media }: { media: NonNullable<NonNullable<Quote["of"]>["thumbnail"]> }) {
  const state = useWatched(useMatrix().media(media, "thumbnail"));
  return <span className={style.thumbnail}>{state.state === "ready" && <img src={state.url} alt="" />}</span>;
}
