import { useLingui } from "@lingui/react/macro";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import type { RoomSummary } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { Gone } from "../Gone";
import { InviteScreen } from "../invite/InviteScreen";
import { Conversation } from "./Conversation";
import { useTellOfCard } from "./money/useTellOfCard";

/** One conversation, whatever its kind; an invitation to it, while that is not answered. */
export function ConversationScreen({ roomId, card = null }: { roomId: string; card?: string | null }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const rooms = useWatched(matrix.rooms);
  const room = rooms.find(({ id }) => id === roomId);
  useTellOfCard(roomId, room ? card : null);
  if (session.state !== "signedIn") return null;
  if (room?.invite) return <InviteScreen roomId={roomId} />;
  if (!room) {
    return (
      <Page top={<TopBar size="line" title={t`Conversation`} back="#/chats" />}>
        <Gone session={session} roomId={roomId} />
      </Page>
    );
  }
  return <Conversation key={roomId} room={room} me={session} others={waiting(rooms, roomId)} />;
}

/** Other conversations that call, for the way back. */
function waiting(rooms: readonly RoomSummary[], roomId: string): number {
  return rooms.filter((room) => room.id !== roomId && !room.muted && (room.unread > 0 || room.invite)).length;
}
