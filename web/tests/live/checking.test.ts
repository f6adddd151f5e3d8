import { beforeAll, expect, test } from "vitest";
import type { VerificationStage } from "../../src/matrix/model.ts";
import type { Device } from "./harness.ts";
import { harness, meet, mei, nextOf, PASSWORD, settles } from "./two.ts";

/* Two people who share only a group compare signs, and one of them has two devices. */

beforeAll(meet);

let zhao: Device;
let desk: Device;
let code: string;
let userId: string;
let between: string;

const atStage = (device: Device, name: VerificationStage["name"]) =>
  device.until((matrix, wanted) => {
    const verification = matrix.verification.getSnapshot();
    return verification?.stage.name === wanted && verification;
  }, name);

test("who shares only a group is invited to a conversation; who declines is asked nothing, and the other is told", async () => {
  zhao = await harness.device();
  await zhao.run((matrix, password) => matrix.signUpWithPassword({ handle: "zhao", displayName: "Zhao", password }), PASSWORD);
  code = await settles(zhao);
  const session = await zhao.run((matrix) => matrix.session.getSnapshot(), null);
  userId = session.state === "signedIn" ? session.userId : "";
  const group = await mei.run((matrix, other) => matrix.createGroup("Platform nine", [other]), userId);
  await zhao.until((matrix, id) => matrix.rooms.getSnapshot().some((room) => room.id === id && room.invite), group);
  await zhao.run((matrix, id) => matrix.accept(id), group);
  await mei.watch(group);
  await mei.until(
    (matrix, [id, other]) =>
      matrix
        .room(id as string)
        .getSnapshot()
        ?.members.some((member) => member.userId === other && member.trust === "unverified"),
    [group, userId] as const,
  );
  await mei.run((matrix, other) => matrix.startVerification(other), userId);
  expect(await atStage(mei, "requested")).toMatchObject({ byUs: true, own: false, invited: true, person: { handle: "zhao" } });
  between = await invited();
  await zhao.run((matrix, id) => matrix.decline(id), between);
  expect(await atStage(mei, "cancelled")).toMatchObject({ stage: { why: "declined" } });
  await mei.run((matrix) => matrix.cancelVerification(), null);
  await mei.watch(between);
  expect(await mei.until((matrix, id) => matrix.room(id).getSnapshot()?.blocked, between)).toEqual({ reason: "alone", declined: true });
  // She hears of everything that came until now.
  await mei.run((matrix, id) => matrix.sendText(id, "Are you there?"), group);
  await zhao.watch(group);
  await zhao.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.some((item) => item.kind === "text"),
    group,
  );
  expect(await zhao.run((matrix) => matrix.verification.getSnapshot(), null)).toBeNull();
});

test("who declined is invited to the same conversation again, and asked there once they accept", async () => {
  await mei.run((matrix, other) => matrix.startVerification(other), userId);
  expect(await invited()).toBe(between);
  // From here on only the conversation itself tells that the first question is over.
  await zhao.reload();
  await zhao.run((matrix, id) => matrix.accept(id), between);
  await mei.until((matrix) => matrix.verification.getSnapshot()?.invited === false, null);
  expect(await atStage(zhao, "requested")).toMatchObject({ byUs: false, own: false, person: { handle: "mei" } });
  await zhao.run((matrix) => matrix.acceptVerification(), null);
  await agree();
});

test("whoever puts the question away is said to", async () => {
  await mei.run((matrix, other) => matrix.startVerification(other), userId);
  await atStage(zhao, "requested");
  await zhao.run((matrix) => matrix.cancelVerification(), null);
  expect(await atStage(mei, "cancelled")).toMatchObject({ stage: { why: "notNow" } });
  await mei.run((matrix) => matrix.cancelVerification(), null);
  // Their conversation says so too, in the line of the question.
  await mei.until((matrix, id) => {
    const { items } = matrix.timeline(id).getSnapshot();
    const questions = items.flatMap((item) =>
      item.kind === "notice" && ["asked", "differed", "inVain"].includes(item.what) ? [item.what] : [],
    );
    return questions.at(-1) === "inVain";
  }, between);
});

test("what one device has answered the other one does not answer as well", async () => {
  desk = await harness.device();
  await desk.run((matrix, words) => matrix.signInWithRecovery("zhao", words), code);
  expect(await nextOf(desk)).toBe("done");
  await mei.run((matrix, other) => matrix.startVerification(other), userId);
  for (const device of [zhao, desk]) await atStage(device, "requested");
  await zhao.run((matrix) => matrix.acceptVerification(), null);
  await desk.until((matrix) => matrix.verification.getSnapshot() === null, null);
  await atStage(mei, "comparing");
  await agree();
  await asksNothing(desk);
});

test("a comparison that is over is not asked again after a reload, and one that a reload broke off is told to the other", async () => {
  await asksNothing(zhao);
  await mei.run((matrix, other) => matrix.startVerification(other), userId);
  await atStage(zhao, "requested");
  await zhao.run((matrix) => matrix.acceptVerification(), null);
  await atStage(mei, "comparing");
  await asksNothing(zhao);
  expect(await atStage(mei, "cancelled")).toMatchObject({ stage: { why: "byThem" } });
  await mei.run((matrix) => matrix.cancelVerification(), null);
});

test("whoever asks and thinks better of it, by closing the sheet or the page, leaves the other no question", async () => {
  const goes: readonly (() => Promise<unknown>)[] = [
    () => mei.run((matrix) => matrix.cancelVerification(), null),
    // Nothing can be said while the page goes.
    async () => {
      await mei.page.evaluate(() => {
        window.fetch = () => new Promise(() => {});
      });
      await mei.reload();
    },
    () => mei.page.goto("about:blank"),
  ];
  for (const go of goes) {
    await mei.run((matrix, other) => matrix.startVerification(other), userId);
    await atStage(zhao, "requested");
    await go();
    expect(await atStage(zhao, "cancelled")).toMatchObject({ stage: { why: "byThem" } });
    await zhao.run((matrix) => matrix.cancelVerification(), null);
  }
});

/** Into which conversation of two somebody invites Zhao. */
const invited = () => zhao.until((matrix) => matrix.rooms.getSnapshot().find((room) => room.invite && room.kind === "person")?.id, null);

/** Reloads a device, waits until it has put away the question that its crypto asks once more, and sees that it shows none. */
async function asksNothing(device: Device): Promise<void> {
  await Promise.all([device.page.waitForResponse(/\/send\/m\.key\.verification\.cancel\//u), device.reload()]);
  expect(await device.run((matrix) => matrix.verification.getSnapshot(), null)).toBeNull();
}

/** Both see the same signs and say so. */
async function agree(): Promise<void> {
  const [ours, theirs] = [await atStage(mei, "comparing"), await atStage(zhao, "comparing")];
  expect(ours.stage).toEqual(theirs.stage);
  for (const device of [mei, zhao]) await device.run((matrix) => matrix.confirmEmoji(), null);
  for (const device of [mei, zhao]) {
    await atStage(device, "done");
    await device.run((matrix) => matrix.cancelVerification(), null);
  }
}
