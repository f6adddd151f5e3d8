import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import type { RoomDetail } from "../../src/matrix/model.ts";
import { type Device, Harness } from "./harness.ts";

/* Two people on a house of their own, for the tests of one file. What goes wrong in their browsers fails the test. */

export const PASSWORD = "a kettle and a harbour";

export let server: { url: string; stop: () => Promise<void> };
export let harness: Harness;
export let mei: Device;
export let li: Device;
/** Where they talk. */
export let roomId: string;
export let codeOfMei: string;
export let codeOfLi: string;

beforeAll(async () => {
  // Passkeys belong to a name, not to an address of numbers.
  server = await startServer("--registration", "open", "--rate-limits", "off");
  harness = await Harness.start(server.url.replace("127.0.0.1", "localhost"));
  [mei, li] = [await harness.device(), await harness.device()];
}, 180_000);

afterAll(async () => {
  await harness?.stop();
  await server?.stop();
});

afterEach(() => expect([...mei.errors, ...li.errors]).toEqual([]));

/** Both sign up, Mei with a passkey and Li with a password, and get ready to talk. */
export async function meet(): Promise<void> {
  await mei.run((matrix) => matrix.signUpWithPasskey({ handle: "mei", displayName: "Mei" }), null);
  await li.run((matrix, password) => matrix.signUpWithPassword({ handle: "li", displayName: "Li Na", password }), PASSWORD);
  [codeOfMei, codeOfLi] = [await settles(mei), await settles(li)];
  await talkIn(await mei.run(async (matrix) => matrix.createDirect((await matrix.findPerson("li"))?.userId ?? ""), null));
}

/** Makes the recovery code, and keeps it. */
export async function settles(device: Device): Promise<string> {
  await nextOf(device);
  await confirming(device, PASSWORD);
  const code = await device.run((matrix) => matrix.setRecovery(), null);
  await device.run((matrix) => matrix.codeKept(), null);
  await nextOf(device);
  return code;
}

/** Li accepts Mei's invitation, and both look at the room from here on. Gives what Mei sees of it when all is known. */
export async function talkIn(room: string): Promise<RoomDetail> {
  roomId = room;
  await li.until((matrix, id) => matrix.rooms.getSnapshot().some((one) => one.id === id && one.invite), roomId);
  await li.run((matrix, id) => matrix.accept(id), roomId);
  await Promise.all([mei.watch(roomId), li.watch(roomId)]);
  return mei.until((matrix, id) => {
    const detail = matrix.room(id).getSnapshot();
    return detail?.complete && detail.members.length === 2 && detail.members.every((member) => member.trust !== "unknown") && detail;
  }, roomId);
}

/** Signed in, and what comes next is known. */
export const nextOf = (device: Device) =>
  device.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.freshness === "live" && session.next !== "unknown" && session.next;
  }, null);

/** What has been said there, oldest first. */
export const texts = (device: Device) =>
  device.run(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.flatMap((item) => (item.kind === "text" ? [item.text] : [])),
    roomId,
  );

/** Waits for it. */
export const hears = (device: Device, text: string) =>
  device.until(
    (matrix, [id, wanted]) =>
      matrix
        .timeline(id as string)
        .getSnapshot()
        .items.find((item) => item.kind === "text" && item.text === wanted),
    [roomId, text] as const,
  );

export const say = (device: Device, text: string, replyTo?: string) =>
  device.run((matrix, [id, words, reply]) => matrix.sendText(id as string, words as string, reply), [roomId, text, replyTo] as const);

export const whomMeiTalksTo = () =>
  mei.run(
    (matrix, id) =>
      matrix
        .room(id)
        .getSnapshot()
        ?.members.find((member) => !member.self)?.userId ?? "",
    roomId,
  );

/** Answers every question for a confirmation, as the sheet would: by passkey where there is one, else by password. */
export const confirming = (device: Device, password: string) =>
  device.run((matrix, words) => {
    matrix.confirm.subscribe(() => {
      const asked = matrix.confirm.getSnapshot();
      if (!asked || asked.busy || asked.problem) return;
      if (asked.ways.includes("passkey")) matrix.confirmWithPasskey();
      else matrix.confirmWithPassword(words);
    });
  }, password);

/** Of a conversation in the list of chats. */
export const badgeBecomes = (device: Device, unread: number, highlight: number, id = roomId) =>
  device.until(
    (matrix, [room, wanted, mentions]) =>
      matrix.rooms.getSnapshot().some((one) => one.id === room && one.unread === wanted && one.highlight === mentions),
    [id, unread, highlight] as const,
  );
