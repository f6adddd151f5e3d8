import type { MatrixApi } from "../api/matrix.ts";
import type { Cells } from "./cells.ts";
import { toCard } from "./mapping/cards.ts";
import { toPerson } from "./mapping/people.ts";
import type { Card, Person } from "./model.ts";

/** What is done with a card. */
export type CardDeed = "look" | "take" | "decline";

/** Does it, and ends with what the house says then. */
export async function cardAfter(deed: CardDeed, matrix: MatrixApi, cells: Cells, roomId: string, id: string): Promise<Card> {
  if (deed !== "look") await matrix.withCard(id, deed);
  return toCard(await matrix.card(id), (userId) => calledIn(cells, roomId, userId));
}

/** What somebody is called in a room, where that is known. */
export function calledIn(cells: Cells, roomId: string, userId: string): Person {
  const room = cells.rooms.getSnapshot().find(({ id }) => id === roomId);
  const members = cells.details.at(roomId).getSnapshot()?.members ?? [];
  const known = [room?.person ?? null, ...(room?.faces ?? []), ...members].find((one) => one?.userId === userId);
  return known ?? toPerson({ userId, displayName: null, picture: null, nameShared: false });
}
