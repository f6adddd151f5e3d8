import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { memo } from "react";
import BellOff from "~icons/ph/bell-slash";
import Check from "~icons/ph/check";
import Checks from "~icons/ph/checks";
import Clock from "~icons/ph/clock";
import File from "~icons/ph/file-text";
import Picture from "~icons/ph/image";
import Failed from "~icons/ph/warning-circle-fill";
import { Badge } from "../../design/Badge/Badge";
import { Row } from "../../design/Row/Row";
import type { LastLine, RoomSummary } from "../../matrix/model";
import { Typing } from "../conversation/TypingLine";
import { addressOf } from "../place";
import { RoomAvatar } from "../RoomAvatar";
import { lastLineWords } from "../words/lastLine";
import { useToday } from "../words/useToday";
import { listTime } from "../words/when";
import style from "./ChatRow.module.css";

interface ChatRowProps {
  room: RoomSummary;
  me: string;
  chosen: boolean;
  /** Where the Tab key stops in the list. */
  stop: boolean;
}

/** A conversation in the list. */
export const ChatRow = memo(function ChatRow({ room, me, chosen, stop }: ChatRowProps) {
  const { i18n, t } = useLingui();
  const today = useToday();
  const calls = room.unread > 0 && !room.muted;
  return (
    <Row
      href={addressOf(room.id)}
      chosen={chosen}
      stop={stop}
      leading={<RoomAvatar room={room} size={52} />}
      title={
        <span className={style.title}>
          <span className={style.name}>{room.name}</span>
          {room.muted && (
            <span className={style.muted}>
              <BellOff />
              <span className="sr">{t`muted`}</span>
            </span>
          )}
        </span>
      }
      meta={room.time > 0 && <span className={calls ? style.calls : undefined}>{listTime(room.time, today, i18n.locale)}</span>}
      second={<Second room={room} me={me} />}
      mark={
        room.unread > 0 && (
          <Badge
            count={room.unread}
            muted={room.muted && room.highlight === 0}
            label={t`${plural(room.unread, { one: "# unread message", other: "# unread messages" })}`}
          />
        )
      }
    />
  );
});

function Second({ room, me }: { room: RoomSummary; me: string }) {
  const { i18n } = useLingui();
  if (room.typing.length > 0) {
    return <span className={style.typing}>{room.kind === "person" ? <Trans>writing …</Trans> : <Typing people={room.typing} />}</span>;
  }
  const line = room.lastLine;
  if (!line) return <Trans>Nothing was said yet</Trans>;
  return (
    <>
      {room.highlight > 0 && (
        <span className={style.mention}>
          <Trans>[You are meant]</Trans>{" "}
        </span>
      )}
      <LineIcon line={line} />
      {lastLineWords(line, room.kind, me, i18n)}
    </>
  );
}

/** What the line is, at a glance: on its way, not sent, sent, read, a picture, a file. */
function LineIcon({ line }: { line: LastLine }) {
  const { t } = useLingui();
  if (line.state === "failed") {
    return (
      <>
        <Failed className={`${style.icon} ${style.failed}`} />
        <span className="sr">{t`Not sent.`} </span>
      </>
    );
  }
  const said = line.kind !== "membership" && line.kind !== "notice";
  if (line.own && line.state === "waiting") {
    return (
      <>
        <Clock className={style.icon} />
        <span className="sr">{t`Waits for the network`} </span>
      </>
    );
  }
  if (line.own && line.state === "sending") return <Clock className={style.icon} />;
  if (line.kind === "picture") return <Picture className={style.icon} />;
  if (line.kind === "file") return <File className={style.icon} />;
  if (!line.own || !said) return null;
  return line.read ? (
    <>
      <Checks className={`${style.icon} ${style.sent}`} />
      <span className="sr">{t`Read`} </span>
    </>
  ) : (
    <Check className={`${style.icon} ${style.sent}`} />
  );
}
