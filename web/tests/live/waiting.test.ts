import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* A group is made, and its house cannot be reached for a while. */

const PASSWORD = "a kettle and a harbour";
/** All that goes to the house; the app itself is still served. */
const HOUSE = "**/_matrix/**";
/** The long poll. */
const NEWS = "**/_matrix/client/v3/sync?**";
/** After 15 s without the beginning of an answer; news are given up after 35 s. */
const GIVEN_UP_WITHIN_MS = 20_000;
/** What a browser remembers is there in a few seconds, however slow the machine. */
const SOON_MS = 10_000;
/** One of these the app keeps for the next visit, two it does not. */
const REEL_BYTES = 40 * 1024 * 1024;

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;
let li: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  mei = await Visitor.arrives(browser, server.url, "phone");
  li = await Visitor.arrives(browser, server.url, "desktop");
  await Promise.all([mei.signsUp("mei", "Mei", PASSWORD), li.signsUp("li", "Li Na", PASSWORD)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, li })) await visitor?.picture(`failed, waiting, ${name}`);
});

test("Back leads from a new group to the chats, not to the form that made it", async () => {
  await mei.follows("Find somebody");
  await mei.follows(/New group/u);
  await mei.fills("What is it called?", "Harbour walk");
  await mei.fills("Handle", "li");
  await mei.presses("Find");
  await mei.presses("Add");
  await mei.presses("Start with 1 person");
  await mei.page.getByPlaceholder("Message").waitFor();
  await mei.page.goBack();
  await mei.seesTitle("Chats");
  await mei.follows(/Harbour walk/u);
  await li.presses("Accept");
  await li.page.getByPlaceholder("Message").waitFor();
});

test("what waits for the house outlives a reload, files as well as words, and goes out once and in its order", async () => {
  await mei.says("Before the tunnel");
  await li.hears("Before the tunnel");
  await mei.context.route(HOUSE, (route) => route.abort());
  const png = await mei.page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 30 });
    canvas.getContext("2d")?.fillRect(0, 0, 20, 30);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  await mei.sends("Picture", { name: "tunnel.png", mimeType: "image/png", buffer: Buffer.from(png, "base64") });
  await mei.sends("File", { name: "tides.txt", mimeType: "text/plain", buffer: Buffer.from("High water at 17:40") });
  await mei.says("That was the tunnel");
  await mei.message("That was the tunnel").getByText("Waits for the network").waitFor();

  await mei.page.reload();
  await mei.message("That was the tunnel").getByText("Waits for the network").waitFor({ timeout: SOON_MS });
  await mei.message("tides.txt").waitFor({ timeout: SOON_MS });
  await mei.picture("waiting, after a reload without the house");
  await mei.says("It is dark here");
  await mei.message("It is dark here").getByText("Waits for the network").waitFor({ timeout: SOON_MS });
  await mei.goes("/chats");
  await mei.follows(/Harbour walk/u);
  await mei.message("It is dark here").waitFor({ timeout: SOON_MS });
  await mei.context.unroute(HOUSE);

  await li.hears("It is dark here");
  const picture = li.page.getByRole("list", { name: "Messages" }).getByRole("button", { name: "Picture", exact: true });
  await picture.waitFor();
  const [download] = await Promise.all([
    li.page.waitForEvent("download"),
    li.page.getByRole("list", { name: "Messages" }).getByRole("button", { name: "Save tides.txt" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toBe("High water at 17:40");
  const lines = await li.page.getByRole("list", { name: "Messages" }).getByRole("listitem").allInnerTexts();
  const heard = lines.filter((line) => /tunnel|tides|dark/u.test(line));
  expect(heard.map((line) => /tides|was the tunnel|Before|dark/u.exec(line)?.[0])).toEqual(["Before", "tides", "was the tunnel", "dark"]);
  expect(await picture.count()).toBe(1);
});

test("a file that the browser has no room to keep says that it must not be left alone", async () => {
  await mei.context.route(HOUSE, (route) => route.abort());
  const folder = await mkdtemp(join(tmpdir(), "teahouse-reels-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const reel of ["first reel.bin", "second reel.bin"]) {
    await writeFile(join(folder, reel), Buffer.alloc(REEL_BYTES));
    await mei.sends("File", join(folder, reel));
  }
  await mei.message("first reel.bin").getByText("Waits for the network", { exact: true }).waitFor();
  await mei.message("second reel.bin").getByText("Too large to keep: do not close the app.").waitFor();
  await mei.picture("waiting, too large to keep");
  await mei.message("second reel.bin").getByRole("button", { name: "Discard" }).click();
  await mei.message("first reel.bin").getByRole("button", { name: "Discard" }).click();
  await mei.message("first reel.bin").waitFor({ state: "detached" });
  await mei.context.unroute(HOUSE);
});

test("a group that was made a moment ago is there after a reload, though the house does not answer at all", async () => {
  await mei.goes("/chats/new/group");
  await mei.fills("What is it called?", "Lighthouse");
  await mei.fills("Handle", "li");
  await mei.presses("Find");
  await mei.presses("Add");
  await mei.presses("Start with 1 person");
  await mei.page.getByPlaceholder("Message").waitFor();
  await mei.says("The lamp burns");
  await mei.message("The lamp burns").getByText("Sent").waitFor();
  await mei.context.route(HOUSE, (route) => route.abort());
  await mei.says("The lamp is out");
  await mei.message("The lamp is out").getByText("Waits for the network").waitFor();
  await mei.context.route(HOUSE, () => {});
  await mei.page.reload();
  await mei.message("The lamp is out").getByText("Waits for the network").waitFor({ timeout: SOON_MS });
  await mei.context.unroute(HOUSE);
});

test("a house that hangs is said to be away as soon as what somebody wrote is given up, and not when the next news are", async () => {
  await mei.message("The lamp is out").getByText("Sent").waitFor();
  // The words come back with the news that are awaited now; those after them hang.
  const hangs = mei.page.waitForRequest(NEWS);
  await mei.context.route(NEWS, () => {});
  await mei.says("Is anybody there?");
  await hangs;
  await mei.context.route(HOUSE, () => {});
  await mei.says("Hello?");
  const away = mei.page.getByText("The house cannot be reached. It is tried again by itself.");
  await away.waitFor({ timeout: GIVEN_UP_WITHIN_MS });
  await mei.picture("waiting, a house that hangs");
  await mei.context.unroute(HOUSE);
  await mei.context.unroute(NEWS);
  await mei.message("Hello?").getByText("Sent").waitFor();
  await away.waitFor({ state: "detached" });
});

test("nothing went wrong unseen", () => {
  expect([...mei.faults, ...li.faults]).toEqual([]);
});
