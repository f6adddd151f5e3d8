import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { balanceOf, reads } from "./codes.ts";
import { hangs, newestCode, pastes } from "./posters.ts";
import { opens, registers, tops } from "./purses.ts";
import type { Visitor } from "./visitor.ts";

/* A house to which payees leave something: what they see of it, and that whoever pays sees nothing. */

let server: { url: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;
let wang: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off", "--payee-fee", "0.6");
  browser = await openBrowser();
  mei = await opens(browser, server, await (await registers(server, "mei")).link(), "phone");
  wang = await opens(browser, server, await (await registers(server, "wang")).link(), "phone");
  await server.operator("payee", "verify", "wang", "--name", "钟楼面馆");
  await tops(mei);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, wang })) await visitor?.picture(`fees failed, ${name}`);
});

test("Whoever is paid is told before and after, and whoever pays pays what was asked", async () => {
  await wang.goes("/till");
  await wang.sees("0.6% of each payment here goes to the house.");
  await hangs(wang, "Stall 3");
  await pastes(mei, await newestCode(wang));
  await mei.fills("Amount", "50");
  await mei.presses("Pay ¥50.00");
  await reads(mei, "Paid", "¥50.00");
  expect(await Promise.all([mei, wang].map(balanceOf))).toEqual([45_000, 4_970]);
  await wang.goes("/history");
  await wang.sees("The house");
  await wang.sees("−¥0.30");
  await wang.sees(/^Fee of a payment, /u);
  await wang.picture("fees, history");
  await wang.goes("/receipt/1");
  await wang.sees("Fee left to the house");
  await mei.goes("/history");
  await mei.sees("−¥50.00");
  expect(await mei.page.getByText("The house", { exact: true }).count()).toBe(0);
});

test("What is given back brings its part of the fee back, and the ledger proves it", async () => {
  await wang.goes("/takings");
  await wang.page.getByRole("list", { name: "Takings" }).getByRole("listitem").first().click();
  await wang.presses("Give money back");
  await wang.fills("Amount", "25");
  await wang.presses("Give ¥25.00 back");
  await wang.sees("¥25.00 went back.");
  expect(await Promise.all([mei, wang].map(balanceOf))).toEqual([47_500, 2_485]);
  await wang.goes("/history");
  await wang.sees(/^Fee back, /u);
  await wang.sees("+¥0.15");
  expect(await server.operator("ledger", "audit")).toContain("Payees have left 0.15 CNY to the house.");
  for (const visitor of [mei, wang]) expect(visitor.faults).toEqual([]);
});
