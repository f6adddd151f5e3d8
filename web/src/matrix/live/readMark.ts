import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Room } from "matrix-js-sdk/lib/models/room";

/**
 * The last event that the person has read, as its index in the live timeline; -1 where it is not there. The SDK takes for read
 * whatever they have sent themselves; but a new name or picture, which is sent into every conversation, reads none of them.
 */
export function readUpTo(room: Room, me: string): number {
  const events = room.getLiveTimeline().getEvents();
  const marked = room.getEventReadUpTo(me);
  const mark = events.findLastIndex((event) => event.getId() === marked);
  if (!events[mark] || !isNewFace(events[mark], me)) return mark;
  const proved = room.getEventReadUpTo(me, true);
  return events.findLastIndex((event) => event.getId() === proved || (event.getSender() === me && !isNewFace(event, me)));
}

function isNewFace(event: MatrixEvent, me: string): boolean {
  const is = (content: { membership?: unknown }) => content.membership === "join";
  return event.getType() === "m.room.member" && event.getStateKey() === me && is(event.getContent()) && is(event.getPrevContent());
}
