import { beforeAll, expect, test } from "vitest";
import type { Device } from "./harness.ts";
import { badgeBecomes, codeOfMei, confirming, harness, hears, li, meet, mei, nextOf, PASSWORD, roomId, say } from "./two.ts";

/* A person's own devices, and how they come in on them. */

beforeAll(meet);

const SAID = ["The water boils.", "From the tunnel"];

test("a new device is verified by emoji and reads the history", async () => {
  await confirming(mei, PASSWORD);
  await mei.run((matrix, password) => matrix.changePassword(password, false), PASSWORD);
  for (const text of SAID) await say(mei, text);
  await hears(li, "From the tunnel");
  for (const text of ["Six.", "Seven."]) await say(li, text);
  await hears(mei, "Seven.");
  const phone = await harness.device();
  await expect(phone.run((matrix) => matrix.signInWithPassword("mei", "wrong"), null)).rejects.toThrow("wrongPassword");
  await phone.run((matrix, password) => matrix.signInWithPassword("mei", password), PASSWORD);
  expect(await nextOf(phone)).toBe("verify");
  await phone.watch(roomId);
  // Each of them is told twice: as what cannot be read yet, and when its key has come.
  await badgeBecomes(phone, 2, 0);
  await say(phone, "Too early");
  await phone.until((matrix, id) => {
    const last = matrix.timeline(id).getSnapshot().items.at(-1);
    return (
      last?.send.state === "failed" &&
      last.send.why === "thisDeviceUnverified" &&
      matrix.room(id).getSnapshot()?.blocked?.reason === "thisDeviceUnverified"
    );
  }, roomId);

  await phone.run((matrix) => matrix.startVerification(), null);
  await mei.until((matrix) => matrix.verification.getSnapshot()?.stage.name === "requested", null);
  await mei.run((matrix) => matrix.acceptVerification(), null);
  const emoji = (device: Device) =>
    device.until((matrix) => {
      const stage = matrix.verification.getSnapshot()?.stage;
      return stage?.name === "comparing" && stage.emoji;
    }, null);
  const [here, there] = await Promise.all([emoji(phone), emoji(mei)]);
  expect(here).toHaveLength(7);
  expect(here).toEqual(there);
  await Promise.all([phone, mei].map((device) => device.run((matrix) => matrix.confirmEmoji(), null)));
  for (const device of [phone, mei]) await device.until((matrix) => matrix.verification.getSnapshot()?.stage.name === "done", null);
  await phone.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.next === "done";
  }, null);
  for (const text of [...SAID, "Six.", "Seven."]) await hears(phone, text);
  await badgeBecomes(phone, 2, 0);
  // What is read one by one can be here before the whole of it is: that it comes to its end is what counts.
  await phone.until((matrix) => matrix.backup.getSnapshot().state === "on" && matrix.backup.getSnapshot().restoring === null, null);
  expect(await hears(phone, "The water boils.")).toMatchObject({ doubt: "copy" });
  await phone.run((matrix) => matrix.refreshDevices(), null);
  const devices = await phone.run((matrix) => matrix.devices.getSnapshot().devices.map((device) => [device.self, device.verified]), null);
  expect(devices).toEqual([
    [true, true],
    [false, true],
  ]);
  await say(phone, "From my phone");
  expect(await hears(li, "From my phone")).toMatchObject({ doubt: null });
});

test("the recovery code alone signs a third device in, verifies it and brings the history", async () => {
  const tablet = await harness.device();
  await expect(tablet.run((matrix) => matrix.signInWithRecovery("mei", "EsTX wrong"), null)).rejects.toThrow("recoveryCodeInvalid");
  await tablet.run((matrix, words) => matrix.signInWithRecovery("mei", words), codeOfMei);
  await tablet.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.next === "done" && session.freshness === "live";
  }, null);
  await tablet.watch(roomId);
  for (const text of ["The water boils.", "From my phone"]) await hears(tablet, text);
  await tablet.run((matrix) => matrix.signOut(), null);
  await tablet.until((matrix) => matrix.session.getSnapshot().state === "signedOut", null);
  await tablet.hasNoKeys();
  expect(await tablet.run(() => localStorage.length, null)).toBe(0);
});

test("one's own matters: name, picture, passkeys, devices, another app", async () => {
  await mei.run((matrix) => matrix.setDisplayName("Mei of the harbour"), null);
  await mei.run(async (matrix) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
    canvas.getContext("2d")?.fillRect(0, 0, 300, 200);
    await matrix.setAvatar(await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve)));
  }, null);
  const face = await li.until((matrix, id) => {
    const person = matrix.rooms.getSnapshot().find((room) => room.id === id)?.person;
    return person?.name === "Mei of the harbour" && person.avatar.picture;
  }, roomId);
  const shown = await li.run(async (matrix, picture) => {
    const media = matrix.media(picture, "thumbnail");
    return new Promise<string>((resolve) => {
      const look = () => media.getSnapshot().state !== "loading" && resolve(media.getSnapshot().state);
      media.subscribe(look);
      look();
    });
  }, face);
  expect(shown).toBe("ready");
  await mei.run((matrix) => matrix.setAvatar(null), null);
  await li.until((matrix, id) => matrix.rooms.getSnapshot().find((room) => room.id === id)?.person?.avatar.picture === null, roomId);

  const [first] = await mei.run((matrix) => matrix.passkeys(), null);
  await mei.run((matrix, id) => matrix.removePasskey(id), first?.id ?? "");
  expect(await mei.run((matrix) => matrix.passkeys(), null)).toEqual([]);
  const token = await mei.run((matrix) => matrix.loginTokenForAnotherApp(), null);
  const other = await harness.device();
  await other.run((matrix, given) => matrix.signInWithToken(given), token.token);
  expect(await nextOf(other)).toBe("verify");
  await other.run((matrix) => matrix.verifyLater(), null);
  expect(await nextOf(other)).toBe("later");
  await mei.run((matrix) => matrix.setDisplayName("Mei of the lake"), null);
  await other.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.displayName === "Mei of the lake";
  }, null);
  const deviceId = await other.run((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" ? session.deviceId : "";
  }, null);
  await mei.run((matrix, id) => matrix.renameDevice(id, "The library"), deviceId);
  await mei.until(
    (matrix) => matrix.devices.getSnapshot().devices.some((device) => device.name === "The library" && device.verified === false),
    null,
  );
  await mei.run((matrix, id) => matrix.signOutDevices([id]), deviceId);
  await other.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedOut" && session.why === "revoked";
  }, null);
});
