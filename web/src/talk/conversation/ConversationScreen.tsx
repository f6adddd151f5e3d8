import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import type { RoomSummary, SignedIn } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { InviteScreen } from "../invite/InviteScreen";
import { Conversation } from "./Conversation";

/** One conversation, whatever its kind; an invitation to it, while that is not answered. */
export function ConversationScreen({ roomId }: { roomId: string }) {
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const rooms = useWatched(matrix.rooms);
  const room = rooms.find(({ id }) => id === roomId);
  if (session.state !== "signedIn") return null;
  if (room?.invite) return <InviteScreen roomId={roomId} />;
  if (!room) return <NotHere session={session} roomId={roomId} />;
  return <Conversation key={roomId} room={room} me={session} others={waiting(rooms, roomId)} />;
}

function NotHere({ session, roomId }: { session: SignedIn; roomId: string }) {
  const { t } = useLingui();
  const removal = useWatched(useMatrix().removals).find((one) => one.roomId === roomId);
  return (
    <Page top={<TopBar size="line" title={t`Conversation`} back="#/chats" />}>
      {session.freshness === "cached" ? (
        <SkeletonLines label={t`The conversation is on its way`} />
      ) : (
        <EmptyState motif="boat">
          {removal ? (
            <Trans>
              {{ name: removal.by.name }} removed you from {{ conversation: removal.name }}.
            </Trans>
          ) : (
            <Trans>This conversation is not yours, or not any more.</Trans>
          )}
        </EmptyState>
      )}
    </Page>
  );
}

/** Other conversations that call, for the way back. */
function waiting(rooms: readonly RoomSummary[], roomId: string): number {
  return rooms.filter((room) => room.id !== roomId && !room.muted && (room.unread > 0 || room.invite)).length;
}
