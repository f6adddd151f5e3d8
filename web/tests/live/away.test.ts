import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* The house is away at the wrong moment, and an app without keys lets itself in. */

const PASSWORD = "a kettle and a harbour";
/** All that goes to the house; the app itself is still served. */
const HOUSE = /\/_matrix\/|\/people\//u;
/** Sooner than anybody gives up. */
const SOON_MS = 5_000;

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  mei = await Visitor.arrives(browser, server.url, "phone");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await mei?.picture("failed, away, mei");
});

test("whoever makes their recovery code while the house is away is told so at once, and makes it when it is back", async () => {
  await mei.takesHandle("mei", "Mei");
  await mei.presses("Use a password instead");
  await mei.fills("Password", PASSWORD);
  await mei.presses("Create with a password");
  await mei.seesTitle("One code for a bad day");
  await mei.context.route(HOUSE, (route) => route.abort());
  await mei.presses("Make my code");
  await mei.page.getByRole("alert").getByText("The house cannot be reached.").waitFor({ timeout: SOON_MS });
  await mei.context.unroute(HOUSE);
  await mei.presses("Make my code");
  await mei.keepsCode();
});

test("a one-time token says when it was used, also by something that has no keys", async () => {
  await mei.goes("/me/connect");
  await mei.presses("Make a one-time token");
  await mei.fills("Password", PASSWORD);
  await mei.presses("Confirm");
  const token = await mei.page.getByRole("region", { name: "One-time token" }).getByRole("paragraph").textContent();
  const answer = await fetch(`${server.url}/_matrix/client/v3/login`, {
    method: "POST",
    body: JSON.stringify({ type: "m.login.token", token, initial_device_display_name: "A script" }),
  });
  expect(answer.status).toBe(200);
  await mei.sees("A script has signed in. The token was used and opens nothing more.");
  expect(mei.faults).toEqual([]);
});
