import { beforeAll, expect, test } from "vitest";
import type { Matrix } from "../../src/matrix/index.ts";
import type { Device } from "./harness.ts";
import { hears, li, meet, mei, roomId, say, texts, whomMeiTalksTo } from "./two.ts";

/* What stands where: as the house has it, whoever said it and however long it was on its way. */

beforeAll(meet);

/** Waits until the house has all that was said here. */
const allSent = (device: Device) =>
  device.until((matrix, id) => {
    const items = matrix
      .timeline(id)
      .getSnapshot()
      .items.filter((item) => item.own && item.kind === "text");
    return items.every((item) => item.eventId !== null && item.send.state === "sent");
  }, roomId);

test("what was held up on its way stands where the house has put it, for both, and last until then", async () => {
  const release = await mei.holds("**/send/m.room.encrypted/**");
  await say(mei, "The kettle is on");
  await say(li, "Is there tea?");
  await hears(mei, "Is there tea?");
  expect(await texts(mei)).toEqual(["Is there tea?", "The kettle is on"]);
  await release();
  await hears(li, "The kettle is on");
  await allSent(mei);
  await say(li, "So there is");
  await hears(mei, "So there is");
  expect(await texts(mei)).toEqual(["Is there tea?", "The kettle is on", "So there is"]);
  expect(await texts(li)).toEqual(await texts(mei));
});

test("what was missed while one's own words went out is not lost, and stands where the house has it", async () => {
  const release = await mei.holds("**/sync?*");
  // Brought by the sync that was under way.
  await say(li, "Missed 0");
  await hears(mei, "Missed 0");
  for (let n = 1; n <= 12; n++) await say(li, `Missed ${n}`);
  await allSent(li);
  for (let n = 1; n <= 3; n++) await say(mei, `Mine ${n}`);
  await allSent(mei);
  for (let n = 13; n <= 24; n++) await say(li, `Missed ${n}`);
  await allSent(li);
  await say(mei, "Mine 4");
  await allSent(mei);
  await say(li, "Missed 25");
  await allSent(li);
  await release();
  await hears(mei, "Missed 25");
  // Sent long ago, they are not the newest.
  await mei.until((matrix, id) => {
    const last = matrix.timeline(id).getSnapshot().items.at(-1);
    return last?.kind === "text" && last.text === "Missed 25";
  }, roomId);
  await mei.run((matrix, id) => matrix.timeline(id).loadOlder(), roomId);
  const said = await texts(li);
  await mei.until(
    (matrix, [id, count]) =>
      matrix
        .timeline(id as string)
        .getSnapshot()
        .items.filter((item) => item.kind === "text").length === count,
    [roomId, said.length] as const,
  );
  expect(await texts(mei)).toEqual(said);
});

const UMBRELLA = "Bring an umbrella";

test.each([
  ["had the app open meanwhile", false],
  ["opened the app anew meanwhile", true],
])("who was removed from a group, comes back and %s has at once the way to what they had read before", async (_, anew) => {
  const userId = await whomMeiTalksTo();
  const group = await mei.run((matrix, other) => matrix.createGroup("Harbour walk", [other]), userId);
  const comes = async () => {
    await li.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id && room.invite), group);
    await li.run((matrix, id) => matrix.accept(id), group);
    await li.watch(group);
  };
  const reads = (matrix: Matrix, [id, words]: readonly [string, string]) =>
    matrix
      .timeline(id)
      .getSnapshot()
      .items.some((item) => item.kind === "text" && item.text === words);
  await comes();
  await mei.run((matrix, [id, words]) => matrix.sendText(id, words), [group, UMBRELLA] as const);
  await li.until(reads, [group, UMBRELLA] as const);
  await mei.run((matrix, [id, other]) => matrix.removeMember(id, other), [group, userId] as const);
  await li.until((matrix, id) => !matrix.rooms.getSnapshot().some((room) => room.id === id), group);
  if (anew) await li.reload();
  else await mei.run((matrix, id) => matrix.rename(id, "Harbour walk, without Li"), group);
  await mei.run((matrix, [id, other]) => matrix.invite(id, other), [group, userId] as const);
  await comes();
  await li.until((matrix, id) => {
    const { items, atStart } = matrix.timeline(id).getSnapshot();
    return items.some((item) => item.kind === "membership" && item.what === "joined" && item.own) && !atStart;
  }, group);
  await li.run((matrix, id) => matrix.timeline(id).loadOlder(), group);
  await li.until(reads, [group, UMBRELLA] as const);
});
