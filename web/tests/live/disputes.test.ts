import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { answers, balanceOf, charges, reads, setsUp, shows } from "./codes.ts";
import { opens, registers, tops } from "./purses.ts";
import type { Visitor } from "./visitor.ts";

/* What was is found again, kept, and disputed: by the payer, the payee and the operator, each where they do it. */

let server: { url: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;
let li: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  mei = await opens(browser, server, await (await registers(server, "mei")).link(), "phone");
  li = await opens(browser, server, await (await registers(server, "li")).link(), "desktop");
  await tops(mei);
  await setsUp(mei);
  await charges(li, "46", await shows(mei));
  await answers(mei, "¥46.00", "Pay");
  await reads(li, "Received", "+¥46.00");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, li })) await visitor?.picture(`disputes failed, ${name}`);
});

/** What a button makes the browser save. */
async function saves(visitor: Visitor, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([visitor.page.waitForEvent("download"), visitor.presses(button)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("A payment is found by its amount, and not by what nothing has; its receipt goes to paper", async () => {
  await mei.goes("/history");
  await mei.fills("Name, amount or receipt", "nobody");
  await mei.sees("Nothing of that kind has moved.");
  await mei.fills("Name, amount or receipt", "46.0");
  await mei.sees("−¥46.00");
  expect(await mei.page.getByRole("link", { name: /play money/iu }).count()).toBe(0);
  await mei.picture("history, found");
  await mei.follows(/46\.00/u);
  await mei.seesTitle("Receipt");
  await mei.sees("They saw the amount and a name for this payment.");
  const paper = await saves(mei, "Save as PDF");
  expect(paper.bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test("A month is drawn, and its statement is saved as a table and as a bank file", async () => {
  await mei.goes("/history");
  await mei.goes("/");
  await mei.page.locator("a[href^='#/month/']").click();
  await mei.page.getByRole("img", { name: /came in/u }).waitFor();
  await mei.picture("month");
  await mei.presses("Save a statement");
  const table = await saves(mei, "Save it");
  expect(table.name).toMatch(/^teahouse-CNY-.*\.csv$/u);
  expect(table.bytes.toString()).toContain("closing balance");
  await mei.presses("Save a statement");
  await mei.page.getByText("A bank file", { exact: true }).click();
  expect((await saves(mei, "Save it")).bytes.toString()).toContain("camt.053.001.08");
});

test("A dispute is opened from the receipt, answered by the payee, and decided by the house, whose looks both see", async () => {
  await mei.goes("/history");
  await mei.follows(/46\.00/u);
  await mei.presses("Something is wrong");
  await mei.page.getByText("I did not get it", { exact: true }).click();
  await mei.fills("In your words", "The noodles never came.");
  await mei.presses("Dispute this payment");
  await mei.sees("Their answer is waited for");

  await li.goes("/");
  await li.sees("A payment to you is disputed");
  await li.follows("Read it");
  await li.sees("The noodles never came.");
  await li.presses("Answer");
  await li.fills("In your words", "They stood on the counter.");
  await li.presses("Send the answer");
  await li.sees("Answered: settle it, or the house decides");
  await mei.sees("They stood on the counter.");

  const id = (await server.operator("dispute", "list")).split(" ")[0] ?? "";
  expect(await server.operator("dispute", "show", id)).toContain("    | The noodles never came.");
  await mei.sees("Somebody of the house looked");
  await server.operator("dispute", "decide", id, "--refund", "23", "--reason", "Both of you have a point.");
  for (const one of [mei, li]) await one.sees("Both of you have a point.");
  await expect.poll(() => Promise.all([mei, li].map(balanceOf)), { timeout: 15_000 }).toEqual([47_700, 2_300]);
  for (const one of [mei, li]) await one.sees("Decided: the money went back");
  await Promise.all([mei.picture("dispute, decided"), li.picture("dispute, decided, payee")]);
});
