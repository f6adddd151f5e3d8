import { lazy, Suspense, useCallback } from "react";
import type { PictureItem, RoomSummary } from "../../matrix/model";
import { DeleteSheet } from "./DeleteSheet";
import type { MessageVerbs } from "./Message";
import { MessageActions } from "./MessageActions";
import { ReactionSheet } from "./ReactionSheet";
import type { MessageItem, SaidItem } from "./rows";
import { type Going, SendSheet } from "./SendSheet";

const PictureViewer = lazy(() => import("./PictureViewer"));

/** What lies over a conversation. */
export type OverIt =
  | { readonly kind: "actions"; readonly item: MessageItem; readonly at: Element }
  | { readonly kind: "reaction"; readonly eventId: string }
  | { readonly kind: "delete"; readonly eventId: string }
  /** `asTheyAre`: pictures too go as files, unchanged. */
  | { readonly kind: "files"; readonly files: readonly File[]; readonly asTheyAre: boolean }
  | { readonly kind: "picture"; readonly key: string };

interface OverProps {
  over: OverIt;
  room: RoomSummary;
  pictures: readonly PictureItem[];
  maySend: boolean;
  verbs: MessageVerbs;
  setOver: (over: OverIt | null) => void;
  onReply: (item: SaidItem) => void;
  onSave: (item: Extract<MessageItem, { kind: "picture" | "file" }>) => void;
  onSendFiles: (going: readonly Going[]) => Promise<void>;
}

/** Menus, sheets and the viewer of a conversation: one at a time. */
export function Over({ over, room, pictures, maySend, verbs, setOver, onReply, onSave, onSendFiles }: OverProps) {
  const close = useCallback(() => setOver(null), [setOver]);
  switch (over.kind) {
    case "actions":
      return (
        <MessageActions
          item={over.item}
          at={over.at}
          maySend={maySend}
          onClose={close}
          onReply={onReply}
          onReact={verbs.react}
          onOtherReaction={(eventId) => setOver({ kind: "reaction", eventId })}
          onSave={onSave}
          onDelete={(item) => item.eventId && setOver({ kind: "delete", eventId: item.eventId })}
        />
      );
    case "reaction":
      return <ReactionSheet onClose={close} onChoose={(emoji) => verbs.react(over.eventId, emoji, true)} />;
    case "delete":
      return <DeleteSheet roomId={room.id} eventId={over.eventId} onClose={close} />;
    case "files":
      return (
        <SendSheet
          files={over.files}
          asTheyAre={over.asTheyAre}
          to={room.name}
          onClose={close}
          onSend={(going) => void onSendFiles(going)}
        />
      );
    case "picture":
      return (
        <Suspense>
          <PictureViewer pictures={pictures} shown={over.key} onShow={(key) => setOver({ kind: "picture", key })} onClose={close} />
        </Suspense>
      );
  }
}
