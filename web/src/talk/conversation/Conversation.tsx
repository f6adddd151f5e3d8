import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Badge } from "../../design/Badge/Badge";
import { SkeletonBubbles } from "../../design/Bubble/SkeletonBubbles";
import type { Person, PictureItem, RoomDetail, RoomSummary, SignedIn, TimelineView } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { readersOf } from "../words/lock";
import type { ComposerHandle } from "./Composer";
import style from "./Conversation.module.css";
import { ConversationBar } from "./ConversationBar";
import { download } from "./download";
import { Foot } from "./Foot";
import { MessageList, type MessageListHandle } from "./MessageList";
import { NewMessages } from "./NewMessages";
import { Over, type OverIt } from "./Over";
import { StartNote } from "./StartNote";
import { TypingLine } from "./TypingLine";
import { useAttempt } from "./useAttempt";
import { useDraft } from "./useDraft";
import { useDropped } from "./useDropped";
import { useJump } from "./useJump";
import { useMessageVerbs } from "./useMessageVerbs";
import { useSeen } from "./useSeen";
import { useSending } from "./useSending";
import { whyBlocked } from "./whyBlocked";

interface ConversationProps {
  room: RoomSummary;
  me: SignedIn;
  /** How many other conversations wait. */
  others: number;
}

export function Conversation({ room, me, others }: ConversationProps) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const timeline = useMemo(() => matrix.timeline(room.id), [matrix, room.id]);
  const view = useWatched(timeline);
  const detail = useWatched(useMemo(() => matrix.room(room.id), [matrix, room.id]));
  const list = useRef<MessageListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const [over, setOver] = useState<OverIt | null>(null);
  const attempt = useAttempt();
  const draft = useDraft(matrix, me.userId, room.id);
  const { found, jumpTo } = useJump(view, timeline, list);
  const { sendText, sendFiles } = useSending(room.id, draft, attempt);
  const seen = useSeen(room.id, view);
  const verbs = useMessageVerbs(room.id, attempt, setOver, jumpTo);
  const files = useCallback((chosen: readonly File[], asTheyAre = false) => setOver({ kind: "files", files: chosen, asTheyAre }), []);
  const blocked = whyBlocked(detail, me.suspended);
  const maySend = detail !== null && blocked === null;
  const dropped = useDropped(maySend, files);
  const loadOlder = useCallback(() => void timeline.loadOlder(), [timeline]);
  const nothingYet = useNothingYet(view, loadOlder);

  return (
    <div className={style.conversation} {...dropped.handlers}>
      <ConversationBar
        room={room}
        detail={detail}
        others={others > 0 ? <Badge count={others} label={t`${plural(others, { one: "# other waits", other: "# others wait" })}`} /> : null}
      />
      {nothingYet ? (
        <SkeletonBubbles label={t`Messages are on their way`} />
      ) : (
        <MessageList
          view={view}
          named={room.kind !== "person"}
          me={me.userId}
          found={found}
          verbs={verbs}
          start={<StartNote readers={readersOf(room, detail)} />}
          loadOlder={loadOlder}
          onSeen={seen}
          handle={list}
        />
      )}
      <NewMessages view={view} />
      <TypingLine people={view.typing} awaited={awaitedIn(room, detail)} />
      <Foot room={room} blocked={blocked} draft={draft} view={view} onSend={sendText} onFiles={files} handle={composer} />
      {dropped.over && (
        <div className={style.drop} aria-hidden="true">
          <Trans>Let go, and it is for {{ name: room.name }}</Trans>
        </div>
      )}
      {over && (
        <Over
          over={over}
          room={room}
          pictures={picturesOf(view)}
          maySend={maySend}
          verbs={verbs}
          setOver={setOver}
          onReply={(item) => {
            draft.reply(item.eventId);
            composer.current?.focus();
          }}
          onSave={(item) => attempt(download(matrix, item.media, item.name))}
          onSendFiles={sendFiles}
        />
      )}
    </div>
  );
}

/** Is there nothing to show so far, though older messages may still come? */
function useNothingYet(view: TimelineView, loadOlder: () => void): boolean {
  const nothing = view.items.length === 0 && !view.atStart;
  useEffect(() => {
    // What came so far has no line to show: without a list nobody else asks for more.
    if (nothing && view.older === "idle" && view.freshness === "live") loadOlder();
  }, [nothing, view.older, view.freshness, loadOlder]);
  return nothing && view.older !== "failed";
}

function awaitedIn(room: RoomSummary, detail: RoomDetail | null): Person | null {
  return room.kind === "person" ? (detail?.members.find((member) => member.membership === "invited") ?? null) : null;
}

function picturesOf(view: TimelineView): readonly PictureItem[] {
  return view.items.filter((item) => item.kind === "picture");
}
