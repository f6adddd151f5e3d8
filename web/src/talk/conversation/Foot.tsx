import { useLingui } from "@lingui/react/macro";
import type { Ref } from "react";
import type { RoomSummary, TimelineView } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { BlockedPanel, IgnoredPanel } from "./BlockedPanel";
import { Composer, type ComposerHandle } from "./Composer";
import { quoteOf } from "./quoteOf";
import type { useDraft } from "./useDraft";
import type { WhyBlocked } from "./whyBlocked";

interface FootProps {
  room: RoomSummary;
  blocked: WhyBlocked | null;
  draft: ReturnType<typeof useDraft>;
  view: TimelineView;
  onSend: (text: string) => void;
  onFiles: (files: readonly File[], asTheyAre?: boolean) => void;
  handle: Ref<ComposerHandle>;
}

/** Where one writes, or why one cannot. */
export function Foot({ room, blocked, draft, view, onSend, onFiles, handle }: FootProps) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const ignored = useWatched(matrix.ignored);
  if (room.person && ignored.some(({ userId }) => userId === room.person?.userId)) return <IgnoredPanel person={room.person} />;
  if (blocked) return <BlockedPanel roomId={room.id} blocked={blocked} person={room.person} />;
  return (
    <Composer
      room={room}
      label={t`Message to ${{ name: room.name }}`}
      text={draft.text}
      onText={draft.write}
      reply={quoteOf(view, draft.replyTo)}
      onDropReply={() => draft.reply(null)}
      onSend={onSend}
      onFiles={onFiles}
      onTyping={(typing) => matrix.setTyping(room.id, typing)}
      handle={handle}
    />
  );
}
