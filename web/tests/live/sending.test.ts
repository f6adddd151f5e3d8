import { beforeAll, expect, test } from "vitest";
import { hears, li, meet, mei, nextOf, roomId, say, texts } from "./two.ts";

/* What is sent: pictures and files, without a network, and what another visit or tab sees of it. */

beforeAll(meet);

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

test("a picture stands in the conversation before it is drawn anew", async () => {
  const before = await mei.run(async (matrix, id) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 40 });
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    const drawn = HTMLCanvasElement.prototype.toBlob;
    const held = Promise.withResolvers<void>();
    HTMLCanvasElement.prototype.toBlob = function (...how) {
      void held.promise.then(() => drawn.apply(this, how));
    };
    const timeline = matrix.timeline(id);
    const stands = Promise.withResolvers<unknown>();
    const stop = timeline.subscribe(() => {
      const item = timeline.getSnapshot().items.at(-1);
      if (item?.kind === "picture" && item.name === "slow.png") stands.resolve({ width: item.width, height: item.height, send: item.send });
    });
    await matrix.sendPicture(id, blob ?? new Blob(), "slow.png");
    const seen = await stands.promise;
    stop();
    HTMLCanvasElement.prototype.toBlob = drawn;
    held.resolve();
    return seen;
  }, roomId);
  expect(before).toEqual({ width: 60, height: 40, send: { state: "sending", progress: 0 } });
  await li.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.some((item) => item.kind === "picture" && item.name === "slow.png"),
    roomId,
  );
});

test("who was writing when the line was lost is not shown as writing any more", async () => {
  await mei.run((matrix, id) => matrix.setTyping(id, true), roomId);
  await li.until((matrix, id) => matrix.timeline(id).getSnapshot().typing.length === 1, roomId);
  await li.context.setOffline(true);
  await li.until((matrix, id) => matrix.timeline(id).getSnapshot().typing.length === 0, roomId);
  await li.context.setOffline(false);
  await mei.run((matrix, id) => matrix.setTyping(id, false), roomId);
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
  expect(await texts(li)).toEqual(["From the tunnel"]);
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
  expect(await texts(mei)).toEqual(["From the tunnel"]);
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

test("who has accepted an invitation lately opens the app and writes at once, though the house is away", async () => {
  const house = "**/_matrix/**";
  await li.context.route(house, (route) => route.abort());
  const before = performance.now();
  await li.reload();
  await li.watch(roomId);
  await say(li, "From the tunnel");
  // The crypto alone would try for half a minute before it starts.
  expect(performance.now() - before).toBeLessThan(20_000);
  await li.until(
    (matrix, id) =>
      matrix
        .timeline(id)
        .getSnapshot()
        .items.some((item) => item.kind === "text" && item.text === "From the tunnel" && item.send.state === "waiting"),
    roomId,
  );
  await li.context.unroute(house);
  await hears(mei, "From the tunnel");
});
