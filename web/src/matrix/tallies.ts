import type { TalliesApi, TallyAnswer } from "../api/tallies.ts";
import { calledIn } from "./cards.ts";
import type { Cells } from "./cells.ts";
import { toTally } from "./mapping/tallies.ts";
import type { Tally, TallyWanted } from "./model.ts";

/** What is done with money that is asked for. */
export type TallyDeed = "look" | "decline" | "withdraw";

/** Does it, and ends with what the house says then. */
export async function tallyAfter(deed: TallyDeed, api: TalliesApi, cells: Cells, roomId: string, id: string): Promise<Tally> {
  return shown(await (deed === "look" ? api.one(id) : api.end(id, deed)), cells, roomId);
}

/** Asks for money; the same `key` asks once. */
export async function askFor(api: TalliesApi, cells: Cells, roomId: string, key: string, wanted: TallyWanted): Promise<Tally> {
  return shown(await api.make(key, { room: roomId, ...wanted }), cells, roomId);
}

const shown = (answer: TallyAnswer, cells: Cells, roomId: string) => toTally(answer, (userId) => calledIn(cells, roomId, userId));
