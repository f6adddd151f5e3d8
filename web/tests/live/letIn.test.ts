import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* Somebody has lost every way in, and the operator lets them in. */

let server: { url: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
/** The house under the name that stands in its links. */
let address: string;
let code: string;
let link: string;
let mei: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  address = server.url.replace("127.0.0.1", "localhost");
  browser = await openBrowser();
  const before = await Visitor.arrives(browser, address, "phone");
  code = await before.signsUp("mei", "Mei", "a kettle and a harbour");
  link = (await server.operator("people", "let-in", "mei")).trim();
  await before.sees(/This session has been ended/u);
  await before.context.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await mei?.picture("failed, let in");
});

test("the operator's link lets its person in by a press, and her code confirms the device", async () => {
  mei = await Visitor.arrives(browser, address, "phone");
  await mei.page.goto(link);
  await mei.seesTitle("The operator lets you in");
  // Looking at it has not spent it.
  await mei.page.reload();
  await mei.presses("Come in");
  await mei.seesTitle("Confirm this device");
  await mei.presses(/recovery code/u);
  await mei.fills("Recovery code", code);
  await mei.presses("Open my messages");
  await mei.sees("The operator's link let you in, this once.");
});

test("the card leads to a way in of her own, outlives a reload until there is one, and then goes", async () => {
  await mei.page.reload();
  await mei.picture("let in");
  await mei.follows("Set a passkey or a password");
  // What stands above the button has come, and moves it no more.
  await mei.sees(/^You have none/u);
  await mei.presses(/the password/u);
  await mei.fills("New password", "another kettle, another harbour");
  await mei.page.getByRole("switch").uncheck();
  await mei.presses("Save");
  await mei.sees("The new password holds from now on.");
  await mei.goes("/me");
  await mei.sees("The operator of this house signed you out everywhere, and made a one-time link that opens your door.");
  expect(await mei.page.getByText("The operator's link let you in").count()).toBe(0);
  await mei.page.reload();
  await mei.seesTitle("Me");
  expect(await mei.page.getByText("The operator's link let you in").count()).toBe(0);
});

test("the link lets in nobody else", async () => {
  const other = await Visitor.arrives(browser, address, "phone");
  await other.page.goto(link);
  await other.presses("Come in");
  await other.sees(/This link was used before/u);
  expect([...mei.faults, ...other.faults]).toEqual([]);
});

test("where somebody is signed in the link says that it was not used; once they are out, it lets its person in, and the focus to where she comes", async () => {
  const borrowed = await Visitor.arrives(browser, address, "phone");
  await borrowed.signsUp("li", "Li Na", "a kettle and a harbour");
  const focused = () => borrowed.page.evaluate(() => document.activeElement?.textContent);
  await expect.poll(focused).toBe("Chats");
  await borrowed.page.goto((await server.operator("people", "let-in", "mei")).trim());
  await borrowed.seesTitle("The link was not used");
  await borrowed.picture("let in, somebody is signed in");
  await borrowed.presses("Sign out first");
  await borrowed.presses("Sign out");
  await borrowed.seesTitle("The operator lets you in");
  await borrowed.presses("Come in");
  await borrowed.seesTitle("Confirm this device");
  await expect.poll(focused).toBe("Confirm this device");
  await borrowed.presses(/recovery code/u);
  await borrowed.fills("Recovery code", code);
  await borrowed.presses("Open my messages");
  await borrowed.seesTitle("Chats");
  await expect.poll(focused).toBe("Chats");
  expect(borrowed.faults).toEqual([]);
});
