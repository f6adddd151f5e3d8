import type { Room } from "matrix-js-sdk/lib/models/room";
import type { ITimeline } from "matrix-js-sdk/lib/sync-accumulator";
import { Direction } from "../sdk.ts";

/**
 * Keeps the way back to what was said earlier where the SDK has forgotten it: in a room that was known by its invitation alone it
 * would take what came with the joining for the beginning, though whoever was in it before may read more. True where it was forgotten.
 */
export function keepWayBack(room: Room, { events, prev_batch: before }: ITimeline): boolean {
  const live = room.getLiveTimeline();
  const oldest = live.getEvents()[0]?.getId();
  const isAll = oldest !== undefined && oldest === events[0]?.event_id;
  if (!isAll || before === null || live.getPaginationToken(Direction.Backward) !== null) return false;
  live.setPaginationToken(before, Direction.Backward);
  return true;
}
