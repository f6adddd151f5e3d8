import { expect, test } from "vitest";
import { badgeBecomes, confirming, hears, li, mei, nextOf, PASSWORD, roomId, say, talkIn } from "./two.ts";

/* Two people sign up, find each other and talk. */

test("one signs up with a passkey, the other with a password, and each gets a recovery code", async () => {
  expect(await mei.run((matrix) => matrix.session.getSnapshot(), null)).toEqual({ state: "signedOut", why: "none" });
  expect(await mei.run((matrix) => matrix.handleProblem("mei"), null)).toBeNull();
  await mei.run((matrix) => matrix.signUpWithPasskey({ handle: "mei", displayName: "Mei" }), null);
  await li.run((matrix, password) => matrix.signUpWithPassword({ handle: "li", displayName: "Li Na", password }), PASSWORD);
  expect(await li.run((matrix) => matrix.handleProblem("mei"), null)).toBe("handleTaken");
  expect([await nextOf(mei), await nextOf(li)]).toEqual(["setRecovery", "setRecovery"]);
  await confirming(mei, PASSWORD);
  await confirming(li, PASSWORD);
  expect(await mei.run((matrix) => matrix.setRecovery(), null)).toMatch(/^(\S{4} ){11}\S{4}$/);
  // Reloaded before she has read it back, she may not have it: she is asked for a new one.
  await mei.reload();
  expect(await nextOf(mei)).toBe("setRecovery");
  await confirming(mei, PASSWORD);
  for (const device of [mei, li]) {
    await device.run((matrix) => matrix.setRecovery(), null);
    await device.run((matrix) => matrix.codeKept(), null);
  }
  expect([await nextOf(mei), await nextOf(li)]).toEqual(["done", "done"]);
  expect(await li.run((matrix) => matrix.session.getSnapshot(), null)).toMatchObject({ displayName: "Li Na" });
  expect(await mei.run((matrix) => matrix.me(), null)).toMatchObject({ hasPassword: false, passkeys: 1, recoverySet: true });
});

test("they find each other, and the invitation is accepted", async () => {
  expect(await mei.run((matrix) => matrix.findPerson("nobody.here"), null)).toBeNull();
  const found = await mei.run((matrix) => matrix.findPerson("@li"), null);
  expect(found).toMatchObject({ handle: "li", name: "Li Na", self: false, directRoomId: null });
  const direct = await mei.run((matrix, userId) => matrix.createDirect(userId), found?.userId ?? "");
  expect(await mei.run((matrix, userId) => matrix.createDirect(userId), found?.userId ?? "")).toBe(direct);
  const invited = await li.until((matrix, id) => matrix.rooms.getSnapshot().find((room) => room.id === id && room.invite), direct);
  expect(invited).toMatchObject({ kind: "person", name: "Mei", encrypted: true, invite: { by: { handle: "mei" } } });
  const detail = await talkIn(direct);
  expect(detail).toMatchObject({ kind: "person", name: "Li Na", encrypted: true, history: "fromInvitation", blocked: null });
  expect(detail.members.map((member) => [member.handle, member.trust, member.membership])).toEqual([
    ["mei", "self", "joined"],
    ["li", "unverified", "joined"],
  ]);
});

test("texts, an answer, a reaction, typing and read marks go both ways", async () => {
  await say(mei, "The water boils.");
  const heard = await hears(li, "The water boils.");
  expect(heard).toMatchObject({ sender: { name: "Mei" }, own: false, doubt: null });
  expect(await li.run((matrix, id) => matrix.rooms.getSnapshot().find((room) => room.id === id)?.unread, roomId)).toBe(1);
  await say(li, "Coming, @mei", heard.eventId ?? "");
  expect(await hears(mei, "Coming, @mei")).toMatchObject({ mentionsMe: true, reply: { of: { text: "The water boils.", kind: "text" } } });
  await li.run((matrix, [id, event]) => matrix.react(id as string, event as string, "🍵"), [roomId, heard.eventId] as const);
  await mei.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.some((item) => item.kind === "text" && item.reactions[0]?.key === "🍵" && !item.reactions[0].own),
    roomId,
  );
  await li.run((matrix, [id, event]) => matrix.unreact(id as string, event as string, "🍵"), [roomId, heard.eventId] as const);
  await mei.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.every((item) => item.kind !== "text" || item.reactions.length === 0),
    roomId,
  );
  await li.run((matrix, id) => matrix.setTyping(id, true), roomId);
  expect(await mei.until((matrix, id) => matrix.timeline(id).getSnapshot().typing[0]?.name, roomId)).toBe("Li Na");
  await li.run((matrix, id) => matrix.markRead(id), roomId);
  await mei.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.every((item) => !item.own || (item.send.state === "sent" && item.send.readBy === 1) || item.kind !== "text"),
    roomId,
  );
  await badgeBecomes(li, 0, 0);
});

test("the badge counts each unread message once, also after a reload, and nothing that was read", async () => {
  const highest = li.run(
    (matrix, id) =>
      new Promise<number>((resolve) => {
        let most = 0;
        matrix.rooms.subscribe(() => {
          const room = matrix.rooms.getSnapshot().find((one) => one.id === id);
          most = Math.max(most, room?.unread ?? 0);
          if (room?.unread === 0 && most > 0) resolve(most);
        });
      }),
    roomId,
  );
  for (const text of ["One.", "Two.", "Three, @li."]) await say(mei, text);
  await hears(li, "Three, @li.");
  await badgeBecomes(li, 3, 1);
  await li.run((matrix, id) => matrix.markRead(id), roomId);
  expect(await highest).toBe(3);
  for (const text of ["Four.", "Five."]) await say(mei, text);
  await hears(li, "Five.");
  await li.reload();
  await confirming(li, PASSWORD);
  await nextOf(li);
  await badgeBecomes(li, 2, 0);
  await li.watch(roomId);
  await hears(li, "Five.");
  await badgeBecomes(li, 2, 0);
  await li.run((matrix, id) => matrix.markRead(id), roomId);
  await li.until((matrix, id) => matrix.rooms.getSnapshot().find((room) => room.id === id)?.unread === 0, roomId);
  await mei.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id && room.lastLine?.read), roomId);
});

test("an ordinary visit leaves nothing in the console, and asks for nothing that is not there", async () => {
  const said: string[] = [];
  li.page.on("console", (line) => ["warning", "error"].includes(line.type()) && said.push(line.text()));
  li.page.on("response", (answer) => answer.status() >= 400 && said.push(`${answer.status()} ${answer.url()}`));
  await li.reload();
  expect(await nextOf(li)).toBe("done");
  await li.watch(roomId);
  await say(mei, "Another cup?");
  await hears(li, "Another cup?");
  await say(li, "Gladly");
  await hears(mei, "Gladly");
  expect(said).toEqual([]);
});
