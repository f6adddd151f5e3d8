import { beforeAll, expect, test } from "vitest";
import { Foreigner } from "./foreigner.ts";
import type { Device } from "./harness.ts";
import { codeOfLi, harness, hears, li, meet, mei, nextOf, PASSWORD, roomId, say, server, whomMeiTalksTo } from "./two.ts";

/* Who somebody is: what happens when that changes, and before it is known. */

beforeAll(meet);

/** Another device of Li's. */
let desk: Device;

/** Whether a device knows that the identity that had confirmed it was renewed, and what stands next. */
const renewedOn = (device: Device, renewed: boolean) =>
  device.until((matrix, wanted) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.renewedElsewhere === wanted && session.verified !== wanted && session.next;
  }, renewed);

test("a device whose keys are still on their way when the code is typed is confirmed all the same", async () => {
  const slow = await harness.device();
  const release = await slow.holds("**/keys/upload");
  const signing = slow.page.waitForResponse("**/keys/signatures/upload");
  const entering = slow.run((matrix, words) => matrix.signInWithRecovery("li", words), codeOfLi);
  await signing;
  await release();
  await entering;
  expect(await nextOf(slow)).toBe("done");
  await slow.run((matrix) => matrix.signOut(), null);
});

test("when somebody's identity changes, their other devices say so, and lead to being confirmed again", async () => {
  desk = await harness.device();
  await desk.run((matrix, words) => matrix.signInWithRecovery("li", words), codeOfLi);
  expect(await nextOf(desk)).toBe("done");
  const fresh = await li.run((matrix) => matrix.resetIdentity(), null);
  await li.run((matrix) => matrix.codeKept(), null);
  expect(await renewedOn(desk, true)).toBe("later");
  expect(await renewedOn(li, false)).toBe("done");
  await desk.reload();
  await nextOf(desk);
  expect(await renewedOn(desk, true)).toBe("later");
  await desk.run((matrix, words) => matrix.recoverWith(words), fresh);
  expect(await renewedOn(desk, false)).toBe("done");
});

test("for others everything stops until they say that it is still them", async () => {
  const blocked = await mei.until((matrix, id) => matrix.room(id).getSnapshot()?.blocked, roomId);
  expect(blocked).toMatchObject({ reason: "identityChanged", people: [{ handle: "li" }], compared: [] });
  await say(mei, "Who is there?");
  const key = await mei.until((matrix, id) => {
    const last = matrix.timeline(id).getSnapshot().items.at(-1);
    return last?.send.state === "failed" && last.send.why === "identityChanged" && last.key;
  }, roomId);
  const userId = await whomMeiTalksTo();
  await mei.run((matrix, id) => matrix.acceptNewIdentity(id), userId);
  await mei.until((matrix, id) => matrix.room(id).getSnapshot()?.blocked === null, roomId);
  await mei.run((matrix, [id, item]) => matrix.resend(id as string, item as string), [roomId, key] as const);
  await hears(li, "Who is there?");
});

test("two people compare emoji, and even then a new identity stops everything", async () => {
  const userId = await whomMeiTalksTo();
  await mei.run((matrix, other) => matrix.startVerification(other), userId);
  await li.until(
    (matrix) => matrix.verification.getSnapshot()?.stage.name === "requested" && !matrix.verification.getSnapshot()?.own,
    null,
  );
  await li.run((matrix) => matrix.acceptVerification(), null);
  for (const device of [mei, li]) {
    await device.until((matrix) => matrix.verification.getSnapshot()?.stage.name === "comparing", null);
    await device.run((matrix) => matrix.confirmEmoji(), null);
  }
  for (const device of [mei, li]) await device.until((matrix) => matrix.verification.getSnapshot()?.stage.name === "done", null);
  await mei.run((matrix) => matrix.cancelVerification(), null);
  const trusted = (trust: string) =>
    mei.until(
      (matrix, [id, wanted]) =>
        matrix
          .room(id as string)
          .getSnapshot()
          ?.members.some((member) => !member.self && member.trust === wanted),
      [roomId, trust] as const,
    );
  await trusted("verified");
  await desk.watch(roomId);
  const deskSees = (trust: string) =>
    desk.until(
      (matrix, [id, wanted]) =>
        matrix
          .room(id as string)
          .getSnapshot()
          ?.members.some((member) => !member.self && member.trust === wanted),
      [roomId, trust] as const,
    );
  await deskSees("verified");
  const fresh = await li.run((matrix) => matrix.resetIdentity(), null);
  await li.run((matrix) => matrix.codeKept(), null);
  await trusted("broken");
  expect(await mei.run((matrix, id) => matrix.room(id).getSnapshot()?.blocked, roomId)).toMatchObject({
    reason: "identityChanged",
    compared: [{ handle: "li" }],
  });
  // On Li's other device nobody is doubted: it is her own identity that is another.
  await renewedOn(desk, true);
  await deskSees("unverified");
  await desk.run((matrix, words) => matrix.recoverWith(words), fresh);
  expect(await renewedOn(desk, false)).toBe("done");
  await desk.until((matrix, id) => matrix.room(id).getSnapshot()?.blocked === null, roomId);
  await mei.run((matrix, other) => matrix.acceptNewIdentity(other), userId);
  await trusted("unverified");
  await say(mei, "Still you.");
  await hears(li, "Still you.");
  // With Li's own identity their comparing of Mei's is gone, which is no reason to doubt Mei.
  expect(await li.run((matrix, id) => matrix.room(id).getSnapshot(), roomId)).toMatchObject({
    blocked: null,
    members: [{ handle: "li" }, { handle: "mei", trust: "unverified" }],
  });
  await say(desk, "From my desk.");
  await hears(mei, "From my desk.");
  await desk.run((matrix) => matrix.signOut(), null);
  await say(li, "So are you.");
  expect(await hears(mei, "So are you.")).toMatchObject({ doubt: null });
  // The new code holds the new identity.
  const tablet = await harness.device();
  await tablet.run((matrix, words) => matrix.signInWithRecovery("li", words), fresh);
  expect(await nextOf(tablet)).toBe("done");
  await tablet.run((matrix) => matrix.signOut(), null);
});

test("a stranger's first words are read as soon as it is proved that they are theirs", async () => {
  const stranger = await Foreigner.register(server.url, "zhao", PASSWORD);
  const userId = await li.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.userId;
  }, null);
  const room = await stranger.writesTo(userId, "Is this seat free?");
  const letListsCome = await li.holds("**/keys/query");
  await li.until((matrix, id) => matrix.rooms.getSnapshot().some((one) => one.id === id && one.invite), room);
  const accepted = li.run((matrix, id) => matrix.accept(id), room);
  await li.watch(room);
  const unreadable = (why: string) =>
    li.until(
      (matrix, [id, wanted]) =>
        matrix
          .timeline(id as string)
          .getSnapshot()
          .items.some((item) => item.kind === "unreadable" && item.why === wanted),
      [room, why] as const,
    );
  await unreadable("waiting");
  await letListsCome();
  await accepted;
  await unreadable("unsigned");
  await stranger.signs();
  await li.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.some((item) => item.kind === "text" && item.text === "Is this seat free?" && item.doubt === null),
    room,
  );
  stranger.stop();
});
