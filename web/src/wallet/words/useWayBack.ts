import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";

/** What a room is called by; an address names nothing else that one is led to. */
const ROOM = /^!\S+$/u;

/** To the conversation that led here, at the app's own address, which the house names; without one to the wallet's first page. */
export function useWayBack(room: string | null): string {
  const house = useAnswer(useWallet().house);
  if (room === null || !ROOM.test(room) || house.state !== "ready") return "#/";
  return `${house.answer.appUrl}#/chats/${encodeURIComponent(room)}`;
}
