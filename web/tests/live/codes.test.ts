import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { browserThatSees, filmed } from "./camera.ts";
import { answers, balanceOf, charges, digitsOf, keptFor, keysIn, reads, setsUp, shows } from "./codes.ts";
import { has, opens, payAddress, registers, tops } from "./purses.ts";
import { Visitor } from "./visitor.ts";

/* A traveller shows her code, and a seller takes it: by its digits, through a camera, from a picture; and what both see of it. */

let server: { url: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
let folder: string;
let mei: Visitor;
let li: Visitor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "teahouse-film-"));
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  mei = await opens(browser, server, await (await registers(server, "mei")).link(), "phone", true);
  li = await opens(browser, server, await (await registers(server, "li")).link(), "phone");
  await tops(mei);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true });
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, li })) await visitor?.picture(`codes failed, ${name}`);
});

test("A phone is set up once with the payment passkey; its key stays in it, and no script gets at it", async () => {
  await mei.goes("/code");
  await mei.seesTitle("Pay with this phone");
  await setsUp(mei);
  await mei.sees("Works without network too.");
  expect(await keptFor(mei)).toEqual({ extractable: false, said: "{}", isExported: false });
});

test("Digits typed at a till: the payer is asked about somebody new, pays for good, and both see it at once", async () => {
  await charges(li, "46", await shows(mei));
  await reads(li, "Waiting for the payer", "¥46.00");
  await mei.sees("You have never paid");
  await mei.picture("codes, asked");
  await answers(mei, "¥46.00", "Pay");
  await reads(mei, "Paid", "¥46.00");
  await reads(li, "Received", "+¥46.00");
  await li.sees("Yours for good.");
  await Promise.all([mei.picture("codes, paid"), li.picture("codes, received")]);
  const [ours, theirs] = await Promise.all([mei, li].map((one) => one.page.getByRole("definition").first().textContent()));
  expect(ours).toBe(theirs);
  expect(await Promise.all([mei, li].map(balanceOf))).toEqual([45_400, 4_600]);
});

test("A code held before a camera is read, and pays an amount that was said first", async () => {
  await shows(mei, "12.50");
  await mei.picture("codes, shown");
  const film = join(folder, "code.y4m");
  await filmed(mei.page, "section", film);
  const seeing = await browserThatSees(film);
  try {
    const camera = await Visitor.arrives(seeing, payAddress(server), "phone");
    await camera.takePasskeysOf(li);
    await camera.presses("Open with my passkey");
    await has(camera, "¥46.00");
    await keysIn(camera, "12.5");
    await camera.presses("Scan their code");
    await answers(mei, "¥12.50", "Pay");
    await reads(mei, "Paid", "¥12.50");
    await reads(camera, "Received", "+¥12.50");
    expect(camera.faults).toEqual([]);
  } finally {
    await seeing.close();
  }
});

test("Without network the page opens and shows codes, and a till takes them", async () => {
  await mei.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
  });
  await mei.context.setOffline(true);
  await mei.page.reload();
  const digits = await shows(mei);
  await mei.sees(/No network\. \d+ more codes are ready\./u);
  await charges(li, "5", digits);
  // Soon after another one the phone would be asked, and it cannot be.
  await li.seesTitle("Refused");
  await mei.context.setOffline(false);
  // Back, the phone hears that the refusal has spent its number, and holds out the next one.
  await mei.sees("Works without network too.");
  await expect.poll(async () => (await digitsOf(mei)).slice(0, 11)).not.toBe(digits.slice(0, 11));
});

test("The till lists what it took, and gives money back without learning to whom", async () => {
  await li.goes("/takings");
  await li.sees("Today, 2 payments");
  await li.page.getByRole("list", { name: "Takings" }).getByRole("listitem").filter({ hasText: "¥46.00" }).click();
  await li.presses("Give money back");
  await li.fills("Amount", "6");
  await li.presses("Give ¥6.00 back");
  await li.sees("¥6.00 went back.");
  await mei.page.getByText(/^¥6\.00 came back from /u).waitFor();
  await mei.goes("/");
  await mei.sees("+¥6.00");
  await mei.sees("Given back to you");
});

test("A counter receives and gives back, sees no balance, and is ended where it stands", async () => {
  await li.goes("/takings");
  await li.presses(/^Make this device a counter/u);
  await li.fills("Name of the counter", "window 2");
  await li.presses("Leave only the till here");
  await li.seesTitle("Receive");
  await li.goes("/safety");
  await li.seesTitle("Receive");
  await li.goes("/takings");
  await li.presses("Close this counter");
  await li.seesTitle("Your money, apart from the chats");
});

test("Nothing goes wrong in either page", () => {
  for (const visitor of [mei, li]) expect(visitor.faults).toEqual([]);
});
