import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* From the app into the wallet, which stands at an address of its own, and back. */

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

test("Mei says who she is, and her browser comes to the wallet's address with a link of hers", async () => {
  const { port } = new URL(server.url);
  await mei.follows("Pay");
  await mei.seesTitle("Pay");
  await mei.sees(`pay.localhost:${port}`);
  await mei.presses("Open my wallet");
  await mei.fills("Password", "somebody else's");
  await mei.presses("Confirm");
  await mei.sees("This is not your password. Nothing was changed.");
  await mei.fills("Password", PASSWORD);
  const arrived = mei.page.waitForEvent("framenavigated", (frame) => frame.url().includes("/#/sign-in/"));
  await mei.presses("Confirm");
  expect((await arrived).url()).toMatch(new RegExp(`^http://pay\\.localhost:${port}/#/sign-in/[\\w-]{20,}$`, "u"));
});

test("By Back she is in the app again, signed in as before", async () => {
  await mei.page.goBack();
  await mei.seesTitle("Pay");
  await mei.page.getByRole("button", { name: "Open my wallet" }).waitFor();
  await mei.follows("Chats");
  await mei.sees(/Nobody has written yet/u);
  expect(mei.faults).toEqual([]);
});
