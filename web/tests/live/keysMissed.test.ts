import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* Somebody gets a new device while a friend's app is closed, and what the friend then writes is read on it. */

const PASSWORD = "a kettle and a harbour";

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;
let old: Visitor;
let young: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, young })) await visitor?.picture(`failed, keys missed, ${name}`);
});

test("whoever got a device while one was away is written to on it, and nobody has to help", async () => {
  const address = server.url.replace("127.0.0.1", "localhost");
  [mei, old] = [await Visitor.arrives(browser, address, "phone"), await Visitor.arrives(browser, address, "phone")];
  await mei.signsUp("mei", "Mei", PASSWORD);
  const code = await old.signsUp("li", "Li Na", PASSWORD);
  await mei.follows("Find somebody");
  await mei.fills("Their handle", "li");
  await mei.presses("Find");
  await mei.presses("Write to Li Na");
  await old.presses("Accept");
  await mei.says("On the old one");
  await old.hears("On the old one");
  await mei.page.goto("about:blank");

  young = await Visitor.arrives(browser, address, "desktop");
  await young.follows("Sign in");
  await young.follows(/With my recovery code/u);
  await young.fills("Your handle", "li");
  await young.fills("Recovery code", code);
  await young.presses("Sign in");
  await young.follows(/Mei/u);
  await young.hears("On the old one");
  // Who has the key could hand it on.
  await old.context.close();

  await mei.goes("/");
  await mei.follows(/Li Na/u);
  await mei.says("On the new one");
  await young.hears("On the new one");
  expect([...mei.faults, ...young.faults]).toEqual([]);
});
