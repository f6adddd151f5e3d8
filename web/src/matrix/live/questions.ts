import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { VerificationRequest } from "matrix-js-sdk/lib/crypto-api";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Room } from "matrix-js-sdk/lib/models/room";
import type { Core } from "../core.ts";
import { whyCancelled } from "../mapping/trust.ts";
import type { Outcome } from "../model.ts";
import { EventType } from "../sdk.ts";

const REQUEST = "m.key.verification.request";
const READY = "m.key.verification.ready";
const CANCEL = "m.key.verification.cancel";
/** What ends a comparing in a conversation, whoever says it. */
export const ENDS: ReadonlySet<string> = new Set(["m.key.verification.done", CANCEL]);
/** So long a question can be answered, in milliseconds. Spec: Key verification framework. */
const OPEN_MS = 600_000;

type Question = Pick<VerificationRequest, "roomId" | "transactionId">;

/** The question that an event of a comparing belongs to. */
export function flowOf(event: MatrixEvent): string | undefined {
  return event.getContent()["m.relates_to"]?.event_id;
}

/** Whether its conversation tells that it has ended, or that one of the two has gone since. */
export function isOver(client: MatrixClient, question: Question): boolean {
  const since = after(client, question);
  return since.some((event) => isLeaving(event) || (ENDS.has(event.getType()) && flowOf(event) === question.transactionId));
}

/** By which device of theirs somebody has agreed to it; undefined where they have not. */
export function answeredBy(client: MatrixClient, question: Question, userId: string): string | undefined {
  const answers = after(client, question).filter((event) => event.getType() === READY && flowOf(event) === question.transactionId);
  return answers.find((event) => event.getSender() === userId)?.getContent().from_device;
}

/** What became of the question that this event of a conversation asked, as far as that is loaded. */
export function outcomeOf(room: Pick<Room, "getLiveTimeline">, eventId: string): Outcome {
  const events = room.getLiveTimeline().getEvents();
  // One of the devices may put it away once more after its end.
  const end = events.find((event) => ENDS.has(event.getType()) && flowOf(event) === eventId);
  if (end?.getType() !== CANCEL) return "asked";
  return whyCancelled(String(end.getContent().code)) === "mismatch" ? "differed" : "inVain";
}

/** What came after it in its conversation, as far as that is loaded. */
function after(client: MatrixClient, { roomId, transactionId }: Question): readonly MatrixEvent[] {
  const events = roomId === undefined ? [] : (client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? []);
  return events.slice(events.findIndex((event) => event.getId() === transactionId) + 1);
}

function isLeaving(event: MatrixEvent): boolean {
  return event.getType() === EventType.RoomMember && ["leave", "ban"].includes(event.getContent().membership ?? "");
}

/**
 * Ends what this device asked before a reload: its crypto knows no more of it, and whoever was asked need not wait for it. `now`: what
 * it asks at this moment.
 */
export async function endEarlier(core: Core, client: MatrixClient, now: string | undefined): Promise<void> {
  const events = client.getRooms().flatMap((room) => room.getLiveTimeline().getEvents());
  for (const event of events.filter((one) => one.getId() !== now && isOpenFromHere(client, one))) {
    const [roomId, eventId] = [event.getRoomId() ?? "", event.getId() ?? ""];
    const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/send/${CANCEL}/${encodeURIComponent(eventId)}`;
    const about = { "m.relates_to": { rel_type: "m.reference", event_id: eventId } };
    await core.http.call("PUT", path, { ...about, code: "m.user", reason: "The page was opened anew." });
  }
}

function isOpenFromHere(client: MatrixClient, event: MatrixEvent): boolean {
  const { msgtype, from_device: device } = event.getContent();
  if (msgtype !== REQUEST || event.getSender() !== client.getUserId() || device !== client.getDeviceId()) return false;
  return event.getLocalAge() < OPEN_MS && !isOver(client, { roomId: event.getRoomId(), transactionId: event.getId() });
}
