import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { Foreigner } from "./foreigner.ts";
import { type Device, Harness } from "./harness.ts";

const PASSWORD = "a kettle and a harbour";
/** What the two have said to each other by the time that messages fail. */
const SAID = ["The water boils.", "Coming, @mei", "One.", "Two.", "Three, @li.", "Four.", "Five."];

let server: { url: string; stop: () => Promise<void> };
let harness: Harness;
let mei: Device;
let li: Device;
let roomId: string;
let code: string;
/** Another device of Li's. */
let desk: Device;
let codeOfLi: string;

beforeAll(async () => {
  // Passkeys belong to a name, not to an address of numbers.
  server = await startServer("--registration", "open", "--rate-limits", "off");
  harness = await Harness.start(server.url.replace("127.0.0.1", "localhost"));
}, 180_000);

afterAll(async () => {
  await harness?.stop();
  await server?.stop();
});

/** Signed in, and what comes next is known. */
const nextOf = (device: Device) =>
  device.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.freshness === "live" && session.next !== "unknown" && session.next;
  }, null);

const texts = (device: Device) =>
  device.run(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.flatMap((item) => (item.kind === "text" ? [item.text] : [])),
    roomId,
  );

const hears = (device: Device, text: string) =>
  device.until(
    (matrix, [id, wanted]) =>
      matrix
        .timeline(id as string)
        .getSnapshot()
        .items.find((item) => item.kind === "text" && item.text === wanted),
    [roomId, text] as const,
  );

const say = (device: Device, text: string, replyTo?: string) =>
  device.run((matrix, [id, words, reply]) => matrix.sendText(id as string, words as string, reply), [roomId, text, replyTo] as const);

const whomMeiTalksTo = () =>
  mei.run(
    (matrix, id) =>
      matrix
        .room(id)
        .getSnapshot()
        ?.members.find((member) => !member.self)?.userId ?? "",
    roomId,
  );

/** Answers every question for a confirmation, as the sheet would: by passkey where there is one, else by password. */
const confirming = (device: Device, password: string) =>
  device.run((matrix, words) => {
    matrix.confirm.subscribe(() => {
      const asked = matrix.confirm.getSnapshot();
      if (!asked || asked.busy || asked.problem) return;
      if (asked.ways.includes("passkey")) matrix.confirmWithPasskey();
      else matrix.confirmWithPassword(words);
    });
  }, password);

test("one signs up with a passkey, the other with a password, and each gets a recovery code", async () => {
  [mei, li] = [await harness.device(), await harness.device()];
  expect(await mei.run((matrix) => matrix.session.getSnapshot(), null)).toEqual({ state: "signedOut", why: "none" });
  expect(await mei.run((matrix) => matrix.handleProblem("mei"), null)).toBeNull();
  await mei.run((matrix) => matrix.signUpWithPasskey({ handle: "mei", displayName: "Mei" }), null);
  await li.run((matrix, password) => matrix.signUpWithPassword({ handle: "li", displayName: "Li Na", password }), PASSWORD);
  expect(await li.run((matrix) => matrix.handleProblem("mei"), null)).toBe("handleTaken");
  expect([await nextOf(mei), await nextOf(li)]).toEqual(["setRecovery", "setRecovery"]);
  await confirming(mei, PASSWORD);
  await confirming(li, PASSWORD);
  code = await mei.run((matrix) => matrix.setRecovery(), null);
  expect(code).toMatch(/^(\S{4} ){11}\S{4}$/);
  // Reloaded before she has read it back, she may not have it: she is asked for a new one.
  await mei.reload();
  expect(await nextOf(mei)).toBe("setRecovery");
  await confirming(mei, PASSWORD);
  code = await mei.run((matrix) => matrix.setRecovery(), null);
  codeOfLi = await li.run((matrix) => matrix.setRecovery(), null);
  for (const device of [mei, li]) await device.run((matrix) => matrix.codeKept(), null);
  expect([await nextOf(mei), await nextOf(li)]).toEqual(["done", "done"]);
  expect(await li.run((matrix) => matrix.session.getSnapshot(), null)).toMatchObject({ displayName: "Li Na" });
  expect(await mei.run((matrix) => matrix.me(), null)).toMatchObject({ hasPassword: false, passkeys: 1, recoverySet: true });
});

test("they find each other, and the invitation is accepted", async () => {
  expect(await mei.run((matrix) => matrix.findPerson("nobody.here"), null)).toBeNull();
  const found = await mei.run((matrix) => matrix.findPerson("@li"), null);
  expect(found).toMatchObject({ handle: "li", name: "Li Na", self: false, directRoomId: null });
  roomId = await mei.run((matrix, userId) => matrix.createDirect(userId), found?.userId ?? "");
  expect(await mei.run((matrix, userId) => matrix.createDirect(userId), found?.userId ?? "")).toBe(roomId);
  const invited = await li.until((matrix, id) => matrix.rooms.getSnapshot().find((room) => room.id === id && room.invite), roomId);
  expect(invited).toMatchObject({ kind: "person", name: "Mei", encrypted: true, invite: { by: { handle: "mei" } } });
  await li.run((matrix, id) => matrix.accept(id), roomId);
  await Promise.all([mei.watch(roomId), li.watch(roomId)]);
  const detail = await mei.until((matrix, id) => {
    const room = matrix.room(id).getSnapshot();
    return room?.complete && room.members.length === 2 && room.members.every((member) => member.trust !== "unknown") && room;
  }, roomId);
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

/** Of a conversation in the list of chats. */
const badgeBecomes = (device: Device, unread: number, highlight: number, id = roomId) =>
  device.until(
    (matrix, [room, wanted, mentions]) =>
      matrix.rooms.getSnapshot().some((one) => one.id === room && one.unread === wanted && one.highlight === mentions),
    [id, unread, highlight] as const,
  );

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

test("a picture arrives as it was, without what the camera wrote into it", async () => {
  await mei.run(async (matrix, id) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 900 });
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.fillStyle = "#2b6f5e";
    context.fillRect(0, 0, 1200, 900);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
    const note = new TextEncoder().encode("Exif\0\0GPS of the harbour");
    const marker = new Uint8Array([0xff, 0xe1, 0, note.length + 2, ...note]);
    await matrix.sendPicture(id, new Blob([bytes.slice(0, 2), marker, bytes.slice(2)], { type: "image/jpeg" }), "harbour.jpg");
  }, roomId);
  const picture = await li.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.find((item) => item.kind === "picture") as { width: number; height: number; name: string },
    roomId,
  );
  expect(picture).toMatchObject({ width: 1200, height: 900, name: "harbour.jpg" });
  const seen = await li.run(async (matrix, id) => {
    const item = matrix
      .timeline(id)
      .getSnapshot()
      .items.find((one) => one.kind === "picture");
    if (item?.kind !== "picture" || !item.media.secret) throw new Error("no sealed picture");
    const media = matrix.media(item.media);
    const url = await new Promise<string>((resolve, reject) => {
      const look = () => {
        const state = media.getSnapshot();
        if (state.state === "ready") resolve(state.url);
        if (state.state === "failed") reject(new Error(state.why));
      };
      media.subscribe(look);
      look();
    });
    const blob = await (await fetch(url)).blob();
    const bitmap = await createImageBitmap(blob);
    return { type: blob.type, width: bitmap.width, text: new TextDecoder("latin1").decode(await blob.arrayBuffer()) };
  }, roomId);
  expect(seen).toMatchObject({ type: "image/jpeg", width: 1200 });
  expect(seen.text).not.toContain("harbour");
  await mei.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.some((item) => item.kind === "picture" && item.send.state === "sent"),
    roomId,
  );
});

test("what is larger than the house takes is refused before any of it goes up", async () => {
  const uploads: string[] = [];
  li.page.on("request", (request) => request.url().includes("/upload") && uploads.push(request.url()));
  await li.context.route("**/media/config", (route) => route.fulfill({ json: { "m.upload.size": 10 } }));
  await li.run((matrix, id) => matrix.sendFile(id, new Blob(["eleven byte"]), "eleven.txt"), roomId);
  const key = await li.until((matrix, id) => {
    const last = matrix.timeline(id).getSnapshot().items.at(-1);
    return last?.send.state === "failed" && last.send.why === "tooLarge" && last.key;
  }, roomId);
  await li.run((matrix, [id, item]) => matrix.discard(id as string, item as string), [roomId, key] as const);
  await li.context.unroute("**/media/config");
  expect(uploads).toEqual([]);
});

test("what finds no network waits and goes out by itself, or is forgotten", async () => {
  await mei.context.setOffline(true);
  await say(mei, "Never mind");
  await say(mei, "From the tunnel");
  const waiting = await mei.until((matrix, id) => {
    const items = matrix
      .timeline(id)
      .getSnapshot()
      .items.filter((item) => item.send.state === "waiting");
    return items.length === 2 && items.map((item) => item.key);
  }, roomId);
  await mei.run((matrix, [id, key]) => matrix.discard(id as string, key as string), [roomId, waiting[0]] as const);
  await mei.context.setOffline(false);
  await hears(li, "From the tunnel");
  expect(await texts(li)).toEqual([...SAID, "From the tunnel"]);
  const echo = await mei.until(
    (matrix, [id, key]) =>
      matrix
        .timeline(id as string)
        .getSnapshot()
        .items.find((item) => item.key === key && item.send.state === "sent"),
    [roomId, waiting[1]] as const,
  );
  expect(echo).toMatchObject({ text: "From the tunnel", own: true });
  expect(await texts(mei)).toEqual(await texts(li));
});

test("after a reload the chats paint from memory, and are live with all that was said", async () => {
  await mei.remembers(roomId, "From the tunnel");
  await mei.reload();
  const [session, rooms] = await mei.run((matrix) => [matrix.session.getSnapshot(), matrix.rooms.getSnapshot()] as const, null);
  expect(session).toMatchObject({ state: "signedIn", freshness: "cached", next: "done", displayName: "Mei" });
  expect(rooms[0]).toMatchObject({ id: roomId, name: "Li Na", lastLine: { text: "From the tunnel", own: true } });
  await mei.watch(roomId);
  await hears(mei, "From the tunnel");
  expect(await nextOf(mei)).toBe("done");
  await mei.until((matrix, id) => matrix.timeline(id).getSnapshot().freshness === "live", roomId);
  expect(await texts(mei)).toEqual([...SAID, "From the tunnel"]);
});

test("a second tab is told, and may take over", async () => {
  const tab = await mei.tab();
  expect(await tab.evaluate(() => window.matrix.session.getSnapshot().state)).toBe("openElsewhere");
  await tab.evaluate(() => window.matrix.takeOver());
  await mei.until((matrix) => matrix.session.getSnapshot().state === "openElsewhere", null);
  await tab.waitForFunction(() => {
    const session = window.matrix.session.getSnapshot();
    return session.state === "signedIn" && session.freshness === "live" && session.next === "done";
  });
  await tab.close();
  await mei.run((matrix) => matrix.takeOver(), null);
  expect(await nextOf(mei)).toBe("done");
});

test("a new device is verified by emoji and reads the history", async () => {
  await confirming(mei, PASSWORD);
  await mei.run((matrix, password) => matrix.changePassword(password, false), PASSWORD);
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
  for (const text of [...SAID, "From the tunnel", "Six.", "Seven."]) await hears(phone, text);
  await badgeBecomes(phone, 2, 0);
  expect(await phone.until((matrix) => matrix.backup.getSnapshot().state === "on" && matrix.backup.getSnapshot(), null)).toMatchObject({
    restoring: null,
  });
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
  await tablet.run((matrix, words) => matrix.signInWithRecovery("mei", words), code);
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

/** Whether a device knows that the identity that had confirmed it was renewed, and what stands next. */
const renewedOn = (device: Device, renewed: boolean) =>
  device.until((matrix, wanted) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.renewedElsewhere === wanted && session.verified !== wanted && session.next;
  }, renewed);

test("when somebody's identity changes, their other devices say so, and lead to being confirmed again", async () => {
  desk = await harness.device();
  await desk.run((matrix, words) => matrix.signInWithRecovery("li", words), codeOfLi);
  expect(await nextOf(desk)).toBe("done");
  codeOfLi = await li.run((matrix) => matrix.resetIdentity(), null);
  await li.run((matrix) => matrix.codeKept(), null);
  expect(await renewedOn(desk, true)).toBe("later");
  expect(await renewedOn(li, false)).toBe("done");
  await desk.reload();
  await nextOf(desk);
  expect(await renewedOn(desk, true)).toBe("later");
  await desk.run((matrix, words) => matrix.recoverWith(words), codeOfLi);
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
  await mei.run((matrix, id) => matrix.leave(id), group);
  await mei.until((matrix, id) => !matrix.rooms.getSnapshot().some((room) => room.id === id), group);
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

test("nothing went wrong unseen", () => {
  expect([...mei.errors, ...li.errors]).toEqual([]);
});
