import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* Somebody signs in with a person's password, and the devices that the person has ask whether it was them. */

const PASSWORD = "a kettle and a harbour";
const ASKED = /^A new device signed in: .+\. Was that you\?$/u;

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let phone: Visitor;
let laptop: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  phone = await Visitor.arrives(browser, server.url, "phone");
  await phone.signsUp("mei", "Mei", PASSWORD);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ phone, laptop, stranger })) await visitor?.picture(`failed, new device, ${name}`);
});

async function comesIn(screen: "phone" | "desktop"): Promise<Visitor> {
  const visitor = await Visitor.arrives(browser, server.url, screen);
  await visitor.follows("Sign in");
  await visitor.follows(/With handle and password/u);
  await visitor.fills("Your handle", "mei");
  await visitor.fills("Password", PASSWORD);
  await visitor.presses("Sign in");
  await visitor.seesTitle("Confirm this device");
  return visitor;
}

const asked = (visitor: Visitor) => visitor.page.getByText(ASKED);
const isNotAsked = (visitor: Visitor) => expect.poll(() => asked(visitor).count()).toBe(0);

test("a person who says that it was them compares signs with the new device, and is not asked again", async () => {
  laptop = await comesIn("desktop");
  await asked(phone).waitFor();
  await phone.picture("a new device");
  await phone.presses("Yes, it was me");
  await phone.sees("It asks whether this device may confirm it");
  await laptop.page.getByRole("dialog", { name: "Confirm this device?" }).waitFor();
  await laptop.presses("Compare");
  for (const visitor of [phone, laptop]) await visitor.presses("They are the same");
  for (const visitor of [phone, laptop]) await visitor.presses("Done");
  await isNotAsked(phone);
  await phone.page.reload();
  await phone.sees(/Nobody has written yet/u);
  await phone.goes("/me/devices");
  await phone.sees("Confirmed, seen about");
  await isNotAsked(phone);
});

test("one that they do not know is signed out from whichever device they are at, and their password is to be changed", async () => {
  stranger = await comesIn("phone");
  await asked(phone).waitFor();
  await asked(laptop).waitFor();
  await phone.page.reload();
  await asked(phone).waitFor();
  await phone.presses("No, sign it out");
  await phone.fills("Password", PASSWORD);
  await phone.presses("Confirm");
  await phone.sees("Now change your password");
  await phone.picture("a new device, signed out");
  await phone.seesTitle("Ways to sign in");
  // Thrown out to where they came in.
  await stranger.seesTitle("Handle and password");
  for (const visitor of [phone, laptop]) await isNotAsked(visitor);
});

test("one that is confirmed by nobody and known all the same is asked about once", async () => {
  stranger = await comesIn("desktop");
  await asked(phone).waitFor();
  await phone.presses("Yes, it was me");
  await phone.page.getByRole("dialog", { name: "Look at your other device" }).waitFor();
  await phone.presses("Close");
  await isNotAsked(phone);
  await phone.page.reload();
  await phone.goes("/me/devices");
  await phone.sees("Not confirmed, seen about");
  await isNotAsked(phone);
});

test("nothing went wrong unseen", () => {
  expect([phone, laptop, stranger].flatMap((visitor) => visitor.faults)).toEqual([]);
});
