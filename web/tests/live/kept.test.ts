import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* The house is stopped, and somebody opens the app all the same. */

const PASSWORD = "a kettle and a harbour";

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  mei = await Visitor.arrives(browser, server.url, "phone", true);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await mei?.picture("failed, kept, mei");
});

const keepers = () => mei.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

test("a guest keeps nothing, and who is signed in opens the app without the house", async () => {
  expect(await keepers()).toBe(0);
  await mei.signsUp("mei", "Mei", PASSWORD);
  await mei.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
  });
  await server.stop();
  await mei.page.reload();
  await mei.sees("The house cannot be reached. It is tried again by itself.");
  await mei.seesTitle("Chats");
  // A part of the app that was never open before.
  await mei.goes("/me/look");
  await mei.seesTitle("Language and look");
  expect(mei.faults).toEqual([]);
});
