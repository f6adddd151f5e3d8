import { Plural, Trans } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense, useEffect, useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { Mark } from "../design/Mark/Mark";
import { Panes } from "../design/Panes/Panes";
import type { RoomSummary } from "../matrix/model";
import { useMatrix, useWatched } from "../matrix/react";
import { ChatsScreen } from "./chats/ChatsScreen";
import { type Place, placeOf } from "./place";
import style from "./Talk.module.css";

const ConversationScreen = lazy(() => import("./conversation/ConversationScreen").then((file) => ({ default: file.ConversationScreen })));
const RoomFactsScreen = lazy(() => import("./facts/RoomFactsScreen").then((file) => ({ default: file.RoomFactsScreen })));
const NewChatScreen = lazy(() => import("./start/NewChatScreen").then((file) => ({ default: file.NewChatScreen })));
const NewGroupScreen = lazy(() => import("./start/NewGroupScreen").then((file) => ({ default: file.NewGroupScreen })));

/** Conversations: the list, what is open beside it, and from 1000 px on who can read that. */
export function Talk() {
  const [location] = useLocation();
  const place = placeOf(location);
  const wide = useWide();
  const roomId = "roomId" in place ? place.roomId : null;
  const rooms = useWatched(useMatrix().rooms);
  const room = rooms.find(({ id }) => id === roomId);
  // The next tap opens a conversation: its part of the app comes while the list is read.
  useEffect(() => void import("./conversation/ConversationScreen"), []);
  return (
    <Panes
      list={<ChatsScreen open={roomId} />}
      content={place.kind === "list" ? null : <Suspense>{contentOf(place, wide)}</Suspense>}
      idle={<Idle rooms={rooms} />}
      facts={
        wide &&
        room &&
        !room.invite && (
          <Suspense>
            <RoomFactsScreen roomId={room.id} pane key={room.id} />
          </Suspense>
        )
      }
    />
  );
}

function contentOf(place: Exclude<Place, { kind: "list" }>, wide: boolean): ReactNode {
  switch (place.kind) {
    case "newChat":
      return <NewChatScreen />;
    case "newGroup":
      return <NewGroupScreen />;
    case "conversation":
      return <ConversationScreen roomId={place.roomId} card={place.card} />;
    case "facts":
      // On a wide screen they stand beside the conversation anyway.
      return wide ? <ConversationScreen roomId={place.roomId} /> : <RoomFactsScreen roomId={place.roomId} key={place.roomId} />;
  }
}

function Idle({ rooms }: { rooms: readonly RoomSummary[] }) {
  return (
    <div className={style.idle}>
      <Mark size={72} />
      {rooms.length > 0 && (
        <p>
          {rooms.every((room) => room.invite) ? (
            <Plural value={rooms.length} one="An invitation waits for your answer." other="# invitations wait for your answer." />
          ) : (
            <Trans>Choose a conversation.</Trans>
          )}
        </p>
      )}
    </div>
  );
}

const threePanes = matchMedia("(min-width: 62.5em)");

function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      threePanes.addEventListener("change", listener);
      return () => threePanes.removeEventListener("change", listener);
    },
    () => threePanes.matches,
  );
}
