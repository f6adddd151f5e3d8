import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import Eye from "~icons/ph/eye";
import Lock from "~icons/ph/lock-simple-fill";
import Open from "~icons/ph/lock-simple-open-fill";
import Shield from "~icons/ph/shield-warning-fill";
import People from "~icons/ph/users";
import { IconLink } from "../../design/Button/Button";
import { TopBar } from "../../design/TopBar/TopBar";
import type { RoomDetail, RoomSummary } from "../../matrix/model";
import { addressOf } from "../place";
import { RoomAvatar } from "../RoomAvatar";
import { lockLine, readersOf } from "../words/lock";
import style from "./ConversationBar.module.css";

/** Who is here, and who can read it. */
export function ConversationBar({ room, detail, others }: { room: RoomSummary; detail: RoomDetail | null; others: ReactNode }) {
  const { i18n, t } = useLingui();
  const readers = readersOf(room, detail);
  const Icon = { members: Lock, doubted: Shield, house: Open, anyone: Eye }[readers.circle];
  const warns = readers.circle !== "members";
  const facts = `${addressOf(room.id)}/facts`;
  return (
    <TopBar
      size="line"
      back="#/chats"
      waiting={others}
      leading={<RoomAvatar room={room} size={38} />}
      title={
        <span className={style.title} title={room.name}>
          <span className={style.words}>
            <span className={style.name}>{room.name}</span>
            {room.kind !== "person" && <span className={style.count}>{i18n.number(room.memberCount)}</span>}
          </span>
        </span>
      }
      second={
        <span className={warns ? `${style.lock} ${style.open}` : style.lock}>
          <Icon />
          <span>{i18n._(lockLine(readers))}</span>
        </span>
      }
      actions={
        <span className={style.facts}>
          <IconLink href={facts} label={t`Who can read this room`}>
            <People />
          </IconLink>
        </span>
      }
    />
  );
}
