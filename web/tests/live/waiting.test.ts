import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* A group is made, and its house cannot be reached for a while. */

const PASSWORD = "a kettle and a harbour";
/** All that goes to the house; the app itself is still served. */
const HOUSE = "**/_matrix/**";

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
  await mei.context.unroute(HOUSE);

  await li.hears("That was the tunnel");
  const picture = li.page.getByRole("list", { name: "Messages" }).getByRole("button", { name: "Picture", exact: true });
  await picture.waitFor();
  const [download] = await Promise.all([
    li.page.waitForEvent("download"),
    li.page.getByRole("list", { name: "Messages" }).getByRole("button", { name: "Save tides.txt" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toBe("High water at 17:40");
  const lines = await li.page.getByRole("list", { name: "Messages" }).getByRole("listitem").allInnerTexts();
  const heard = lines.filter((line) => /tunnel|tides/u.test(line));
  expect(heard.map((line) => /tides|was the tunnel|Before/u.exec(line)?.[0])).toEqual(["Before", "tides", "was the tunnel"]);
  expect(await picture.count()).toBe(1);
});

test("nothing went wrong unseen", () => {
  expect([...mei.faults, ...li.faults]).toEqual([]);
});
