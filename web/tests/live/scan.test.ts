import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { browserThatSees, filmed } from "./camera.ts";
import { balanceOf, reads } from "./codes.ts";
import { bills, hangs, newestCode, pastes } from "./posters.ts";
import { has, opens, payAddress, registers, tops } from "./purses.ts";
import { Visitor } from "./visitor.ts";

/* A payee shows a code, and somebody scans it: through a camera, from a picture, pasted; and what both see of it. */

const PROMPT_PAY = "00020101021129370016A000000677010111011300668012345675802TH530376463046197";

let server: { url: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
let folder: string;
let mei: Visitor;
let wang: Visitor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "teahouse-film-"));
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  mei = await opens(browser, server, await (await registers(server, "mei")).link(), "phone");
  wang = await opens(browser, server, await (await registers(server, "wang")).link(), "phone");
  await server.operator("payee", "verify", "wang", "--name", "钟楼面馆");
  await tops(mei);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true });
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, wang })) await visitor?.picture(`scan failed, ${name}`);
});

test("A poster held before a camera says who is paid, warns at a first payment, and pays what the payer types", async () => {
  await hangs(wang, "Stall 3");
  await wang.picture("scan, poster");
  const film = join(folder, "poster.y4m");
  await filmed(wang.page, "section[aria-label]", film);
  const seeing = await browserThatSees(film);
  try {
    const camera = await Visitor.arrives(seeing, payAddress(server), "phone");
    await camera.takePasskeysOf(mei);
    await camera.presses("Open with my passkey");
    await has(camera, "¥500.00");
    await camera.goes("/scan");
    await camera.seesTitle("钟楼面馆");
    await camera.sees("You have never paid 钟楼面馆.");
    await camera.sees("Up to ¥500.00 more can go to posters today.");
    await camera.fills("Amount", "18.50");
    await camera.picture("scan, payee");
    await camera.presses("Pay ¥18.50");
    await reads(camera, "Paid", "¥18.50");
    await wang.sees("¥18.50 came in.");
    await wang.sees("1 payment, ¥18.50");
    expect(camera.faults).toEqual([]);
    // A passkey counts how often it was used, wherever it is.
    await mei.takePasskeysOf(camera);
  } finally {
    await seeing.close();
  }
  expect(await Promise.all([mei, wang].map(balanceOf))).toEqual([48_150, 1_850]);
});

test("A picture of it is read as well, and whoever was paid before is not new", async () => {
  const picture = join(folder, "poster.png");
  await wang.page.locator("section").first().screenshot({ path: picture });
  await mei.goes("/scan");
  await mei.page.getByLabel("A picture of a code").setInputFiles(picture);
  await mei.seesTitle("钟楼面馆");
  await mei.sees("Up to ¥481.50 more can go to posters today.");
  await mei.fills("Amount", "500");
  await mei.sees("Let them scan your code instead.");
  expect(await mei.page.getByText("You have never paid").count()).toBe(0);
});

test("A code for one payment says how much, fills the payee's screen when it is paid, and pays once", async () => {
  await bills(wang, "28.50", "table 9");
  const code = await newestCode(wang);
  await pastes(mei, code);
  await mei.sees("table 9");
  await mei.presses("Pay ¥28.50");
  await reads(mei, "Paid", "¥28.50");
  await reads(wang, "Received", "+¥28.50");
  await pastes(mei, code);
  await mei.seesTitle("Paid already");
  await mei.sees("No more money has moved.");
});

test("A poster is saved as paper and as a picture", async () => {
  await hangs(wang, "The door");
  for (const [button, begins] of [
    [/^Small paper/u, "%PDF"],
    [/^Large paper/u, "%PDF"],
    [/^Picture/u, "<?xml"],
  ] as const) {
    const download = wang.page.waitForEvent("download");
    await wang.presses(button);
    const file = await readFile(await (await download).path(), "utf8");
    expect(file.slice(0, begins.length)).toBe(begins);
  }
});

test("What cannot be paid says why: another scheme's, misread, one's own, withdrawn", async () => {
  await pastes(mei, PROMPT_PAY);
  await mei.seesTitle("Not ours");
  await mei.sees("This code is PromptPay's; Teahouse cannot pay it. No money has moved.");
  const code = await newestCode(wang);
  await pastes(mei, code.slice(0, -1) + (code.endsWith("0") ? "1" : "0"));
  await mei.seesTitle("Not read");
  await pastes(wang, code);
  await wang.seesTitle("Your own code");
  await wang.goes("/posters");
  await wang.page.getByRole("link", { name: /The door/u }).click();
  await wang.presses(/^Withdraw it/u);
  await wang.page.getByRole("dialog").getByRole("button", { name: "Withdraw it" }).click();
  await wang.sees("The code is withdrawn.");
  await pastes(mei, code);
  await mei.seesTitle("Taken down");
  expect(await Promise.all([mei, wang].map(balanceOf))).toEqual([45_300, 4_700]);
});

test("Nothing goes wrong in either page", () => {
  for (const visitor of [mei, wang]) expect(visitor.faults).toEqual([]);
});
