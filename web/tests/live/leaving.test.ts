import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { has, payAddress } from "./purses.ts";
import { Visitor } from "./visitor.ts";

/* An account is closed while there is money in its wallet: its owner is told before, and takes the money out afterwards. */

const PASSWORD = "a kettle and a harbour";

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  mei = await Visitor.arrives(browser, server.url.replace("127.0.0.1", "localhost"), "phone");
  await mei.signsUp("mei", "Mei", PASSWORD);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await mei?.picture("leaving failed");
});

test("Whoever closes their account is told that there is money, and where it opens afterwards", async () => {
  await mei.goes("/me/close");
  await mei.sees("There is no money in it.");
  await mei.goes("/pay");
  await mei.presses("Open my wallet");
  await mei.fills("Password", PASSWORD);
  await mei.presses("Confirm");
  await mei.presses("Make my payment passkey");
  await mei.presses("Top up");
  await mei.presses("Put ¥500.00 in");
  await mei.sees("¥500.00 of play money came in.");
  await mei.goes("/me/close");
  await mei.sees("There is money in your wallet");
  await mei.sees(/later at pay\.localhost:\d+, where your payment passkey still opens the wallet/u);
  await mei.picture("closing with money");
  await mei.fills("Type your handle to go on", "mei");
  await mei.presses("Close it for good");
  await mei.fills("Password", PASSWORD);
  await mei.presses("Confirm");
  await mei.page.getByLabel("Your handle", { exact: true }).waitFor();
});

test("Their payment passkey opens the wallet to take the money out, and nothing else", async () => {
  await mei.page.goto(payAddress(server));
  await mei.presses("Open with my passkey");
  await mei.sees("Your account is closed");
  await has(mei, "¥500.00");
  expect(await mei.page.getByRole("link", { name: /Pay with my code|Receive/u }).count()).toBe(0);
  await mei.picture("the wallet of who has left");
  await mei.follows("Take money out");
  await mei.presses("Take money out");
  await mei.fills("Amount", "500");
  await mei.presses("Go on");
  await mei.presses("Confirm with my passkey");
  await mei.sees("¥500.00 is on its way out.");
  await mei.page.goto(`${payAddress(server)}/#/`);
  await has(mei, "¥0.00");
  await mei.presses("Sign out");
  await mei.seesTitle("Your money, apart from the chats");
  expect(mei.faults).toEqual([]);
});
