import { beforeAll, expect, test } from "vitest";
import type { Matrix } from "../../src/matrix/index.ts";
import { confirming, hears, li, meet, mei, PASSWORD, roomId, say, whomMeiTalksTo } from "./two.ts";

/* Groups, what is deleted, and who is blocked. */

/** Each device asks once for a list that has changed, and perhaps once more for one that changes meanwhile. */
const ASKED_MAX = 5;

beforeAll(meet);

test("a group: named, answered with a mention, muted, left, and somebody removed from it", async () => {
  const userId = await whomMeiTalksTo();
  const group = await mei.run((matrix, other) => matrix.createGroup("Harbour walk", [other]), userId);
  await li.until((matrix, id) => matrix.rooms.getSnapshot()[0]?.id === id && matrix.rooms.getSnapshot()[0]?.invite, group);
  await li.run((matrix, id) => matrix.accept(id), group);
  await Promise.all([mei.watch(group), li.watch(group)]);
  await mei.until(
    (matrix, id) =>
      matrix
        .room(id)
        .getSnapshot()
        ?.members.every((member) => member.membership === "joined"),
    group,
  );
  await li.run((matrix, id) => matrix.sendText(id, "Is it raining, @mei?"), group);
  expect(
    await mei.until((matrix, id) => matrix.rooms.getSnapshot().find((room) => room.id === id && room.highlight === 1), group),
  ).toMatchObject({
    kind: "group",
    name: "Harbour walk",
    encrypted: true,
    unread: 1,
    person: null,
    lastLine: { text: "Is it raining, @mei?", own: false },
  });
  await mei.run((matrix, id) => matrix.rename(id, "Harbour in the rain"), group);
  await li.until((matrix, id) => matrix.room(id).getSnapshot()?.name === "Harbour in the rain", group);
  expect(await li.run((matrix, id) => matrix.room(id).getSnapshot()?.may, group)).toMatchObject({
    send: true,
    remove: false,
    rename: false,
  });
  await li.run((matrix, id) => matrix.setMuted(id, true), group);
  await li.until((matrix, id) => matrix.room(id).getSnapshot()?.muted, group);
  // What is muted is still counted, in another colour.
  const countOf = (matrix: Matrix, id: string) => matrix.rooms.getSnapshot().find((room) => room.id === id)?.unread ?? 0;
  const before = await li.run(countOf, group);
  await mei.run((matrix, id) => matrix.sendText(id, "Only if you look"), group);
  await li.until((matrix, [id, count]) => (matrix.rooms.getSnapshot().find((room) => room.id === id)?.unread ?? 0) > count, [
    group,
    before,
  ] as const);
  await li.run((matrix, id) => matrix.setMuted(id, false), group);
  await li.until((matrix, id) => matrix.room(id).getSnapshot()?.muted === false, group);
  await mei.run((matrix, [id, other]) => matrix.removeMember(id as string, other as string), [group, userId] as const);
  await mei.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.some((item) => item.kind === "membership" && item.what === "removed" && item.whom.name === "Li Na"),
    group,
  );
  await li.until((matrix, id) => !matrix.rooms.getSnapshot().some((room) => room.id === id), group);
  const told = await li.until((matrix, id) => matrix.removals.getSnapshot().find((removal) => removal.roomId === id), group);
  expect(told).toMatchObject({ name: "Harbour in the rain", by: { name: "Mei" } });
  await li.reload();
  expect(await li.run((matrix) => matrix.removals.getSnapshot(), null)).toEqual([told]);
  await li.run((matrix, id) => matrix.noteRemoval(id), group);
  await li.reload();
  expect(await li.run((matrix) => matrix.removals.getSnapshot(), null)).toEqual([]);
  await li.watch(roomId);
  await mei.run((matrix, id) => matrix.leave(id), group);
  await mei.until((matrix, id) => !matrix.rooms.getSnapshot().some((room) => room.id === id), group);
});

test("who is removed while their app is closed reads by whom when they open it", async () => {
  const userId = await whomMeiTalksTo();
  const group = await mei.run((matrix, other) => matrix.createGroup("Ferry", [other]), userId);
  await li.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id && room.invite), group);
  await li.run((matrix, id) => matrix.accept(id), group);
  await say(mei, "Come to the ferry");
  await hears(li, "Come to the ferry");
  await li.remembers(roomId, "Come to the ferry");
  await li.page.goto("about:blank");
  await mei.run((matrix, [id, other]) => matrix.removeMember(id as string, other as string), [group, userId] as const);
  await li.page.goBack();
  await li.restore();
  const told = await li.until((matrix, id) => matrix.removals.getSnapshot().find((removal) => removal.roomId === id), group);
  expect(told).toMatchObject({ name: "Ferry", by: { name: "Mei" } });
  await li.run((matrix, id) => matrix.noteRemoval(id), group);
  await li.watch(roomId);
  await mei.run((matrix, id) => matrix.leave(id), group);
});

test("who takes another name has read nothing by that", async () => {
  const userId = await whomMeiTalksTo();
  const group = await mei.run((matrix, other) => matrix.createGroup("Names", [other]), userId);
  await li.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id && room.invite), group);
  await li.run((matrix, id) => matrix.accept(id), group);
  for (const words of ["One", "Two"])
    await li.run((matrix, [id, words]) => matrix.sendText(id as string, words as string), [group, words] as const);
  const counts = (count: number) =>
    mei.until((matrix, [id, count]) => matrix.rooms.getSnapshot().find((room) => room.id === id)?.unread === count && { count }, [
      group,
      count,
    ] as const);
  await counts(2);
  await mei.run((matrix) => matrix.setDisplayName("Mei by another name"), null);
  await li.run((matrix, id) => matrix.sendText(id, "Three"), group);
  await counts(3);
  await mei.run((matrix) => matrix.setDisplayName("Mei"), null);
  await mei.run((matrix, id) => matrix.leave(id), group);
  await li.run((matrix, id) => matrix.leave(id), group);
});

test("what was said is deleted for everybody, and somebody who is blocked is not heard", async () => {
  await say(li, "Forget this");
  const heard = await hears(mei, "Forget this");
  const { eventId } = heard;
  expect(heard).toMatchObject({ mayDelete: false });
  const byTheOther = mei.run((matrix, [id, event]) => matrix.remove(id as string, event ?? ""), [roomId, eventId] as const);
  await expect(byTheOther).rejects.toThrow("forbidden");
  await expect(mei.run((matrix, [id, event]) => matrix.remove(id as string, event ?? ""), [roomId, "$nothing"] as const)).rejects.toThrow();
  await li.run((matrix, [id, event]) => matrix.remove(id as string, event ?? ""), [roomId, eventId] as const);
  for (const device of [mei, li]) {
    await device.until(
      (matrix, [id, event]) =>
        matrix
          .timeline(id as string)
          .getSnapshot()
          .items.some((item) => item.eventId === event && item.kind === "deleted"),
      [roomId, eventId] as const,
    );
  }
  const userId = await whomMeiTalksTo();
  await mei.run((matrix, other) => matrix.block(other), userId);
  await mei.until((matrix, other) => matrix.ignored.getSnapshot()[0]?.userId === other, userId);
  expect(await mei.run((matrix) => matrix.findPerson("li"), null)).toMatchObject({ ignored: true, directRoomId: roomId });
  await mei.run((matrix, other) => matrix.unblock(other), userId);
  await mei.until((matrix) => matrix.ignored.getSnapshot().length === 0, null);
});

test("an invitation of somebody who is blocked is not shown any more, and they are not told", async () => {
  const userId = await whomMeiTalksTo();
  const group = await li.run(async (matrix) => matrix.createGroup("Pier", [(await matrix.findPerson("mei"))?.userId ?? ""]), null);
  await mei.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id), group);
  await mei.run((matrix, other) => matrix.block(other), userId);
  await mei.until((matrix, id) => !matrix.rooms.getSnapshot().some((room) => room.id === id), group);
  await mei.reload();
  await confirming(mei, PASSWORD);
  await mei.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id), roomId);
  expect(await mei.run((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id), group)).toBe(false);
  expect(
    await li.run(
      (matrix, id) =>
        matrix
          .timeline(id)
          .getSnapshot()
          .items.some((item) => item.kind === "membership" && item.what === "declined"),
      group,
    ),
  ).toBe(false);
  await mei.run((matrix, other) => matrix.unblock(other), userId);
  await li.run((matrix, id) => matrix.leave(id), group);
});

test("an owner makes another one, who then does what an owner does, and nobody who leaves is said to be removed", async () => {
  const userId = await mei.run(async (matrix) => (await matrix.findPerson("li"))?.userId ?? "", null);
  const group = await mei.run((matrix, other) => matrix.createGroup("Tea garden", [other]), userId);
  await li.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id && room.invite), group);
  await li.run((matrix, id) => matrix.accept(id), group);
  await Promise.all([mei.watch(group), li.watch(group)]);
  const may = (device: typeof mei, wanted: boolean) =>
    device.until(
      (matrix, [id, makes]) => {
        const detail = matrix.room(id as string).getSnapshot();
        return detail?.members.length === 2 && detail.may.makeOwner === makes && detail.may.rename === makes;
      },
      [group, wanted] as const,
    );
  await may(mei, true);
  await may(li, false);
  await mei.run((matrix, [id, other]) => matrix.makeOwner(id as string, other as string), [group, userId] as const);
  await may(li, true);
  await mei.run((matrix, id) => matrix.leave(id), group);
  await li.run((matrix, id) => matrix.rename(id, "Tea garden in autumn"), group);
  await li.run((matrix, id) => matrix.leave(id), group);
  for (const device of [mei, li]) expect(await device.run((matrix) => matrix.removals.getSnapshot(), null)).toEqual([]);
});

test("whoever looks at an invitation, or at a group that they are not in any more, does not ask in vain who is in it", async () => {
  const refused: string[] = [];
  li.page.on("response", (answer) => answer.status() === 403 && refused.push(answer.url()));
  const userId = await mei.run(async (matrix) => (await matrix.findPerson("li"))?.userId ?? "", null);
  const group = await mei.run((matrix, other) => matrix.createGroup("Lantern", [other]), userId);
  await li.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id && room.invite), group);
  await li.watch(group);
  await li.run((matrix, id) => matrix.accept(id), group);
  await li.until((matrix, id) => {
    const detail = matrix.room(id).getSnapshot();
    return detail?.complete && detail.members.length === 2 && detail.members.every((member) => member.membership === "joined");
  }, group);
  await mei.run((matrix, [id, other]) => matrix.removeMember(id, other), [group, userId] as const);
  await li.until((matrix, id) => !matrix.rooms.getSnapshot().some((room) => room.id === id), group);
  await li.watch(group);
  await say(mei, "All out");
  await li.watch(roomId);
  await hears(li, "All out");
  expect(refused).toEqual([]);
});

test("whoever closes their account is asked who they are, leaves every conversation, and their handle stays taken", async () => {
  let asked = 0;
  mei.page.on("request", (request) => {
    if (request.url().endsWith("/keys/query")) asked++;
  });
  await confirming(li, PASSWORD);
  await li.run((matrix) => matrix.closeAccount(), null);
  expect(await li.run((matrix) => matrix.session.getSnapshot(), null)).toEqual({ state: "signedOut", why: "closed" });
  await mei.watch(roomId);
  await mei.until((matrix, id) => matrix.room(id).getSnapshot()?.blocked?.reason === "alone", roomId);
  expect(await li.run((matrix) => matrix.handleProblem("li"), null)).toBe("handleTaken");
  await expect(li.run((matrix, password) => matrix.signInWithPassword("li", password), PASSWORD)).rejects.toThrow();
  expect(asked, "requests for the keys of somebody who has none").toBeLessThan(ASKED_MAX);
});
