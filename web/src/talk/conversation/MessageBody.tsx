import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import Key from "~icons/ph/key";
import Trash from "~icons/ph/trash";
import { Bubble } from "../../design/Bubble/Bubble";
import { MediaTile } from "../../design/MediaTile/MediaTile";
import type { DeletedItem, PictureItem, TextItem, UnreadableItem } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { pieces } from "../words/links";
import { unreadableSentence } from "../words/unreadable";
import { clockTime } from "../words/when";
import { isOnlyEmoji } from "./emoji";
import { FileCard } from "./FileCard";
import type { MessageVerbs } from "./Message";
import style from "./MessageBody.module.css";
import { MoneyCard } from "./money/MoneyCard";
import { TallyCard } from "./money/tally/TallyCard";
import { QuoteOf } from "./QuoteOf";
import type { MessageItem } from "./rows";

interface BodyProps<T extends MessageItem = MessageItem> {
  item: T;
  last: boolean;
  active: boolean;
  verbs: MessageVerbs;
}

/** The bubble and what is in it. */
export function MessageBody({ item, last, active, verbs }: BodyProps) {
  switch (item.kind) {
    case "text":
      return <TextBody item={item} last={last} active={active} verbs={verbs} />;
    case "picture":
      return <PictureBody item={item} last={last} active={active} verbs={verbs} />;
    case "file":
      return (
        <Bubble own={item.own} last={last}>
          {item.reply && <QuoteOf quote={item.reply} active={active} jumpTo={verbs.jumpTo} />}
          <FileCard item={item} active={active} />
          {item.caption && <Words text={item.caption} active={active} />}
        </Bubble>
      );
    case "unknown":
      return (
        <Bubble own={item.own} last={last} tone="quiet">
          <Trans>This app cannot show this kind of message.</Trans>
          {item.text && <Words text={item.text} active={active} />}
        </Bubble>
      );
    case "deleted":
      return <DeletedBody item={item} last={last} />;
    case "unreadable":
      return <UnreadableBody item={item} last={last} active={active} />;
  }
}

function TextBody({ item, last, active, verbs }: BodyProps<TextItem>) {
  if (item.card?.kind === "tally") return <TallyCard id={item.card.id} active={active} />;
  if (item.card) return <MoneyCard id={item.card.id} active={active} />;
  if (item.tone === "said" && !item.reply && isOnlyEmoji(item.text)) {
    return (
      <Bubble own={item.own} last={last} tone="bare">
        {item.text}
      </Bubble>
    );
  }
  return (
    <Bubble own={item.own} last={last}>
      {item.reply && <QuoteOf quote={item.reply} active={active} jumpTo={verbs.jumpTo} />}
      <Words text={item.tone === "emote" ? `${item.sender.name} ${item.text}` : item.text} tone={item.tone} active={active} />
    </Bubble>
  );
}

function PictureBody({ item, last, active, verbs }: BodyProps<PictureItem>) {
  const { i18n, t } = useLingui();
  const progress = item.send.state === "sending" ? item.send.progress : null;
  return (
    <Bubble own={item.own} last={last} flush>
      {item.reply && (
        <div className={style.room}>
          <QuoteOf quote={item.reply} active={active} jumpTo={verbs.jumpTo} />
        </div>
      )}
      <MediaTile
        media={item.thumbnail}
        width={item.width}
        height={item.height}
        label={item.caption ? t`Picture: ${{ caption: item.caption }}` : t`Picture`}
        failed={t`This picture cannot be fetched`}
        tabbable={active}
        onOpen={() => verbs.openPicture(item.key)}
      >
        {progress === null ? (
          <span className={style.time} aria-hidden="true">
            {clockTime(item.time, i18n.locale)}
          </span>
        ) : (
          <Progress done={progress} />
        )}
      </MediaTile>
      {item.caption && (
        <div className={style.room}>
          <Words text={item.caption} active={active} />
        </div>
      )}
    </Bubble>
  );
}

function DeletedBody({ item, last }: { item: DeletedItem; last: boolean }) {
  const session = useWatched(useMatrix().session);
  const byMe = item.by ? session.state === "signedIn" && item.by.userId === session.userId : item.own;
  return (
    <Bubble own={item.own} last={last} tone="quiet">
      <Line icon={<Trash />}>
        {byMe ? <Trans>You deleted this message</Trans> : <Trans>{{ name: (item.by ?? item.sender).name }} deleted this message</Trans>}
      </Line>
    </Bubble>
  );
}

function UnreadableBody({ item, last, active }: { item: UnreadableItem; last: boolean; active: boolean }) {
  const { i18n } = useLingui();
  const session = useWatched(useMatrix().session);
  // A confirmed device has all that there is to bring back.
  const mayComeBack = item.why === "beforeThisDevice" && session.state === "signedIn" && session.verified !== true;
  return (
    <Bubble own={item.own} last={last} tone="quiet">
      <Line icon={<Key />}>
        {i18n._(unreadableSentence(item.why))}{" "}
        {mayComeBack && (
          <a className={style.link} href="#/verify" tabIndex={active ? undefined : -1}>
            <Trans>Bring it back</Trans>
          </a>
        )}
      </Line>
    </Bubble>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className={style.line}>
      {icon}
      <span>{children}</span>
    </p>
  );
}

function Words({ text, tone = "said", active }: { text: string; tone?: TextItem["tone"]; active: boolean }) {
  return (
    <p className={tone === "said" ? style.words : `${style.words} ${style.aside}`}>
      {pieces(text).map(({ text: piece, href }, index) =>
        href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never move
          <a key={index} className={style.link} href={href} target="_blank" rel="noopener noreferrer" tabIndex={active ? undefined : -1}>
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </p>
  );
}

/** A ring that closes while a picture goes up. */
function Progress({ done }: { done: number }) {
  return (
    <span className={style.progress}>
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" />
        <circle cx="18" cy="18" r="15" pathLength="1" strokeDasharray={`${Math.max(0.02, done)} 1`} className={style.done} />
      </svg>
    </span>
  );
}
