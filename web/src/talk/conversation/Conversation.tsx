import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Badge } from "../../design/Badge/Badge";
import { SkeletonBubbles } from "../../design/Bubble/SkeletonBubbles";
import { useSentence } from "../../design/ErrorLine/sentences";
import { toast } from "../../design/Toast/Toast";
import { type PictureItem, Problem, type RoomSummary, type SignedIn, type TimelineView } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { readersOf } from "../words/lock";
import { BlockedPanel } from "./BlockedPanel";
import { Composer, type ComposerHandle } from "./Composer";
import style from "./Conversation.module.css";
import { ConversationBar } from "./ConversationBar";
import { download } from "./download";
import type { MessageVerbs } from "./Message";
import { MessageList, type MessageListHandle } from "./MessageList";
import { NewMessages } from "./NewMessages";
import { Over, type OverIt } from "./Over";
import { isSaid } from "./rows";
import { isPicture } from "./SendSheet";
import { StartNote } from "./StartNote";
import { TypingLine } from "./TypingLine";
import { useDraft } from "./useDraft";
import { useDropped } from "./useDropped";
import { useJump } from "./useJump";

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
  const seen = useSeen(room.id, view);
  const verbs = useVerbs(room.id, attempt, setOver, jumpTo);
  const files = useCallback((chosen: readonly File[]) => setOver({ kind: "files", files: chosen }), []);
  const maySend = detail !== null && detail.blocked === null && detail.may.send;
  const dropped = useDropped(maySend, files);
  const loadOlder = useCallback(() => void timeline.loadOlder(), [timeline]);
  const reply = quoteOf(view, draft.replyTo);
  const nothingYet = view.items.length === 0 && !view.atStart;
  useEffect(() => {
    // What came so far has no line to show: without a list nobody else asks for more.
    if (nothingYet && view.older === "idle" && view.freshness === "live") loadOlder();
  }, [nothingYet, view.older, view.freshness, loadOlder]);

  const send = (text: string) => {
    draft.clear();
    matrix.setTyping(room.id, false);
    attempt(matrix.sendText(room.id, text, draft.replyTo ?? undefined), () => draft.restore(text));
  };
  const sendFiles = async (chosen: readonly File[]) => {
    const answered = draft.replyTo ?? undefined;
    draft.reply(null);
    for (const [index, file] of chosen.entries()) {
      const verb = isPicture(file) ? matrix.sendPicture : matrix.sendFile;
      const going = verb(room.id, file, file.name, index === 0 ? answered : undefined);
      attempt(going);
      // One after the other, so that they arrive in this order; the next goes whatever became of this one.
      await Promise.allSettled([going]);
    }
  };

  return (
    <div className={style.conversation} {...dropped.handlers}>
      <ConversationBar
        room={room}
        detail={detail}
        others={others > 0 ? <Badge count={others} label={t`${plural(others, { one: "# other waits", other: "# others wait" })}`} /> : null}
      />
      {nothingYet && view.older !== "failed" ? (
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
      <TypingLine people={view.typing} />
      {detail?.blocked ? (
        <BlockedPanel roomId={room.id} blocked={detail.blocked} person={room.person} />
      ) : detail && !detail.may.send ? (
        <BlockedPanel roomId={room.id} blocked={{ reason: "notAllowed" }} person={room.person} />
      ) : (
        <Composer
          label={t`Message to ${{ name: room.name }}`}
          text={draft.text}
          onText={draft.write}
          reply={reply}
          onDropReply={() => draft.reply(null)}
          onSend={send}
          onFiles={files}
          onTyping={(typing) => matrix.setTyping(room.id, typing)}
          handle={composer}
        />
      )}
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

/** Runs a verb; a refusal is said in a line at the bottom, because its place may be out of sight by then. */
function useAttempt() {
  const sentence = useSentence();
  const say = useRef(sentence);
  say.current = sentence;
  return useCallback((verb: Promise<void>, otherwise?: () => void) => {
    verb.catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
      toast(say.current(problem));
      otherwise?.();
    });
  }, []);
}

type Attempt = ReturnType<typeof useAttempt>;

function useVerbs(roomId: string, attempt: Attempt, setOver: (over: OverIt) => void, jumpTo: (eventId: string) => void): MessageVerbs {
  const matrix = useMatrix();
  return useMemo(
    () => ({
      openActions: (item, at) => setOver({ kind: "actions", item, at }),
      openPicture: (key) => setOver({ kind: "picture", key }),
      jumpTo,
      react: (eventId, reaction, on) => attempt((on ? matrix.react : matrix.unreact)(roomId, eventId, reaction)),
      resend: (key) => attempt(matrix.resend(roomId, key)),
      discard: (key) => attempt(matrix.discard(roomId, key)),
    }),
    [matrix, roomId, attempt, setOver, jumpTo],
  );
}

/** Marks the room as read when its newest message is in sight, once for each. */
function useSeen(roomId: string, view: TimelineView) {
  const matrix = useMatrix();
  const attempted = useRef<string | null>(null);
  const newest = view.items.findLast((item) => item.eventId !== null)?.key ?? null;
  const look = useRef(() => {});
  look.current = () => {
    if (newest === null || newest === attempted.current || !document.hasFocus()) return;
    attempted.current = newest;
    matrix.markRead(roomId).catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
      // The next look tries again.
      attempted.current = null;
    });
  };
  useEffect(() => {
    const now = () => look.current();
    window.addEventListener("focus", now);
    return () => window.removeEventListener("focus", now);
  }, []);
  return useCallback(() => look.current(), []);
}

function picturesOf(view: TimelineView): readonly PictureItem[] {
  return view.items.filter((item) => item.kind === "picture");
}

/** What the reply bar shows of the answered message. */
function quoteOf(view: TimelineView, eventId: string | null) {
  const item = eventId === null ? undefined : view.items.find((other) => other.eventId === eventId);
  if (!item || !isSaid(item)) return null;
  return {
    key: item.key,
    sender: item.sender,
    kind: item.kind,
    text: item.kind === "text" || item.kind === "unknown" ? item.text : item.caption || (item.kind === "file" ? item.name : ""),
    thumbnail: item.kind === "picture" ? item.thumbnail : null,
  };
}
