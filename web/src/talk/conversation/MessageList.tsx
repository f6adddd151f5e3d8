import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, type Ref, useImperativeHandle, useMemo, useRef } from "react";
import Down from "~icons/ph/arrow-down";
import { Badge } from "../../design/Badge/Badge";
import type { TimelineView } from "../../matrix/model";
import { Lines } from "./Lines";
import { Message, type MessageVerbs } from "./Message";
import style from "./MessageList.module.css";
import { rowsOf } from "./rows";
import { useMessageScroll } from "./useMessageScroll";
import { useRoving } from "./useRoving";

/** What the conversation can ask of its list. */
export interface MessageListHandle {
  /** False where no loaded message has this id. */
  readonly jumpTo: (eventId: string) => boolean;
  readonly toNewest: () => void;
}

interface MessageListProps {
  view: TimelineView;
  /** Faces and names beside what others say. */
  named: boolean;
  me: string;
  /** The message that was jumped to. */
  found: string | null;
  verbs: MessageVerbs;
  /** Stands above the first message of all. */
  start: ReactNode;
  loadOlder: () => void;
  /** The person sees the newest message. */
  onSeen: () => void;
  handle: Ref<MessageListHandle>;
}

/** All that was said, the newest at the bottom. Only what is in sight is in the page. */
export function MessageList({ view, named, me, found, verbs, start, loadOlder, onSeen, handle }: MessageListProps) {
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(view.items, view.readUpTo, view.atStart), [view.items, view.readUpTo, view.atStart]);
  const roving = useRoving(rows, scroller);
  const scroll = useMessageScroll({ rows, view, scroller, keep: roving.index, loadOlder, onSeen });
  roving.reveal.current = scroll.reveal;

  useImperativeHandle(handle, () => ({
    jumpTo: (eventId) => {
      const index = rows.findIndex((row) => row.kind === "message" && row.item.eventId === eventId);
      if (index < 0) return false;
      scroll.reveal(index, "center");
      return true;
    },
    toNewest: scroll.toNewest,
  }));

  return (
    <div className={style.box}>
      <div className={style.scroller} ref={scroller} data-scroller="messages">
        <ul
          className={style.rows}
          style={{ height: scroll.virtual.getTotalSize() }}
          aria-label={t`Messages`}
          onKeyDown={roving.onKeyDown}
          onFocus={roving.onFocus}
        >
          {!view.atStart && <Older state={view.older} onRetry={loadOlder} />}
          {scroll.virtual.getVirtualItems().map((place) => {
            const row = rows[place.index];
            if (!row) return null;
            const active = roving.key === row.key;
            return (
              <li
                key={row.key}
                ref={scroll.virtual.measureElement}
                data-index={place.index}
                data-key={row.key}
                className={style.row}
                style={{ transform: `translateY(${place.start}px)` }}
                aria-labelledby={row.kind === "message" ? `who-${row.key} said-${row.key}` : undefined}
                tabIndex={row.kind === "message" ? (active ? 0 : -1) : undefined}
              >
                {row.kind === "message" ? (
                  <Message row={row} named={named} active={active} found={found !== null && found === row.item.eventId} verbs={verbs} />
                ) : row.kind === "start" ? (
                  start
                ) : (
                  <Lines row={row} me={me} />
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {!scroll.atEnd && (
        <button type="button" className={style.newest} aria-label={t`To the newest message`} onClick={scroll.toNewest}>
          <Down />
          {scroll.below > 0 && (
            <span className={style.below}>
              <Badge count={scroll.below} label={t`${plural(scroll.below, { one: "# new message", other: "# new messages" })}`} />
            </span>
          )}
        </button>
      )}
    </div>
  );
}

function Older({ state, onRetry }: { state: TimelineView["older"]; onRetry: () => void }) {
  const { t } = useLingui();
  return (
    <li className={style.older}>
      {state === "failed" ? (
        <>
          <Trans>Older messages did not come.</Trans>{" "}
          <button type="button" className={style.retry} onClick={onRetry}>
            <Trans>Try again</Trans>
          </button>
        </>
      ) : (
        <span className={style.wheel} role="status" aria-label={t`Older messages are on their way`} />
      )}
    </li>
  );
}
