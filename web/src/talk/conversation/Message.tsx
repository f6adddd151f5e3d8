import { useLingui } from "@lingui/react/macro";
import { memo, useRef } from "react";
import Dots from "~icons/ph/dots-three";
import { Avatar } from "../../design/Avatar/Avatar";
import { clockTime } from "../words/when";
import style from "./Message.module.css";
import { MessageBody } from "./MessageBody";
import { Reactions } from "./Reactions";
import { isSaid, type MessageItem, type MessageRow } from "./rows";
import { Status } from "./Status";
import { usePressed } from "./usePressed";

/** What a message asks of the conversation around it. */
export interface MessageVerbs {
  readonly openActions: (item: MessageItem, at: Element) => void;
  readonly openPicture: (key: string) => void;
  readonly jumpTo: (eventId: string) => void;
  readonly react: (eventId: string, reaction: string, on: boolean) => void;
  readonly resend: (key: string) => void;
  readonly discard: (key: string) => void;
}

interface MessageProps {
  row: MessageRow;
  /** In a group: the speaker's face and name stand beside what they say. */
  named: boolean;
  /** The row on which the keyboard stands: only its buttons are stops of the Tab key. */
  active: boolean;
  /** Shone on for a moment, after a jump to it. */
  found: boolean;
  verbs: MessageVerbs;
}

/** One message with what belongs to it: face, name, quote, reactions, state. */
export const Message = memo(function Message({ row, named, active, found, verbs }: MessageProps) {
  const { item, first, last } = row;
  const { i18n, t } = useLingui();
  const said = useRef<HTMLDivElement>(null);
  const more = () => {
    const bubble = said.current?.firstElementChild ?? said.current;
    if (bubble) verbs.openActions(item, bubble);
  };
  const pressed = usePressed(more);
  const acts = item.kind !== "deleted" && item.send.state === "sent";
  const side = item.own ? style.own : style.theirs;

  return (
    <div className={`${style.message} ${side} ${first ? style.first : ""} ${found ? style.found : ""}`}>
      {named && !item.own && <span className={style.face}>{last && <Avatar of={item.sender.avatar} size={38} />}</span>}
      <div className={style.column}>
        {named && !item.own && first && (
          <span className={style.name} aria-hidden="true">
            {item.sender.name}
          </span>
        )}
        <span className="sr" id={`who-${item.key}`}>
          {item.own
            ? t`You, ${{ time: clockTime(item.time, i18n.locale) }}`
            : t`${{ name: item.sender.name }}, ${{ time: clockTime(item.time, i18n.locale) }}`}
        </span>
        <div className={style.said} ref={said} id={`said-${item.key}`} {...(acts ? pressed : {})}>
          <MessageBody item={item} last={last} active={active} verbs={verbs} />
          {acts && (
            <button
              type="button"
              className={style.more}
              tabIndex={active ? undefined : -1}
              aria-label={t`More`}
              aria-haspopup="menu"
              onClick={more}
            >
              <Dots />
            </button>
          )}
        </div>
        {isSaid(item) && item.reactions.length > 0 && <Reactions item={item} active={active} react={verbs.react} />}
        {(row.status || isSaid(item)) && <Status item={item} shown={row.status} group={named} active={active} verbs={verbs} />}
      </div>
    </div>
  );
});
