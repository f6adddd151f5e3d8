import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useRef, useState } from "react";
import Arrows from "~icons/ph/arrows-left-right";
import Packet from "~icons/ph/envelope-simple";
import Document from "~icons/ph/file-text";
import Coins from "~icons/ph/hand-coins";
import Picture from "~icons/ph/image";
import Plus from "~icons/ph/plus-circle";
import { IconButton } from "../../design/Button/Button";
import { Menu } from "../../design/Menu/Menu";
import type { RoomSummary } from "../../matrix/model";
import { useAnswer, useMatrix } from "../../matrix/react";
import { useGive } from "./money/useGive";

/** Seldom wanted: it comes when it is first opened. */
const AskSheet = lazy(async () => ({ default: (await import("./money/tally/AskSheet")).AskSheet }));

/** What can be added to a conversation beside words: pictures and files, several at once, and money. */
export function AddMenu({ room, onFiles }: { room: RoomSummary; onFiles: (files: readonly File[], asTheyAre?: boolean) => void }) {
  const { t } = useLingui();
  const pictures = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLSpanElement>(null);
  const [at, setAt] = useState<Element | null>(null);
  const [asking, setAsking] = useState(false);
  const chosen = (input: HTMLInputElement, asTheyAre: boolean) => {
    if (input.files?.length) onFiles([...input.files], asTheyAre);
    input.value = "";
  };
  return (
    <>
      <span ref={place}>
        <IconButton label={t`Add`} menu expanded={at !== null} onClick={() => setAt(place.current)}>
          <Plus />
        </IconButton>
      </span>
      {at && (
        <OpenMenu
          at={at}
          room={room}
          onClose={() => setAt(null)}
          onPicture={() => pictures.current?.click()}
          onFile={() => files.current?.click()}
          onAsk={() => setAsking(true)}
        />
      )}
      {asking && (
        <Suspense fallback={null}>
          <AskSheet room={room} onClose={() => setAsking(false)} />
        </Suspense>
      )}
      <input ref={pictures} type="file" accept="image/*" multiple hidden onChange={(event) => chosen(event.currentTarget, false)} />
      <input ref={files} type="file" multiple hidden onChange={(event) => chosen(event.currentTarget, true)} />
    </>
  );
}

interface OpenMenuProps {
  at: Element;
  room: RoomSummary;
  onClose: () => void;
  onPicture: () => void;
  onFile: () => void;
  onAsk: () => void;
}

/** Money stands in it where the house's law lets it go from hand to hand. */
function OpenMenu({ at, room, onClose, onPicture, onFile, onAsk }: OpenMenuProps) {
  const { t } = useLingui();
  const give = useGive(room);
  const wallet = useAnswer(useMatrix().wallet);
  const may = (verb: string) => wallet.state !== "ready" || wallet.answer.verbs.includes(verb);
  const gives = may("card");
  return (
    <Menu
      label={t`Add`}
      at={at}
      onClose={onClose}
      items={[
        { key: "picture", label: <Trans>Picture</Trans>, icon: <Picture />, onChoose: onPicture },
        { key: "file", label: <Trans>File</Trans>, icon: <Document />, onChoose: onFile },
        ...(gives && room.person
          ? [{ key: "transfer", label: <Trans>Transfer</Trans>, icon: <Arrows />, onChoose: () => give("transfer") }]
          : []),
        ...(gives && room.kind !== "channel"
          ? [{ key: "packet", label: <Trans>Red packet</Trans>, icon: <Packet />, onChoose: () => give("packet") }]
          : []),
        ...(may("tally") && room.kind !== "channel"
          ? [
              {
                key: "ask",
                label: room.person ? <Trans>Ask for money</Trans> : <Trans>Split a bill</Trans>,
                icon: <Coins />,
                onChoose: onAsk,
              },
            ]
          : []),
      ]}
    />
  );
}
