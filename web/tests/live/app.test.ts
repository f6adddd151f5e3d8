import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* The app as it is served, in browsers, through its own screens: two people, and the devices of one of them. */

const PASSWORD = "a kettle and a harbour";

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let address: string;
let mei: Visitor;
let li: Visitor;
let laptop: Visitor;
let tablet: Visitor;
let code: string;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  // Passkeys belong to a name, not to an address of numbers.
  address = server.url.replace("127.0.0.1", "localhost");
  browser = await openBrowser();
  [mei, li] = [await Visitor.arrives(browser, address, "phone"), await Visitor.arrives(browser, address, "desktop")];
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, li, laptop, tablet })) await visitor?.picture(`failed, ${name}`);
});

const sayTheSame = async (...visitors: readonly Visitor[]) => {
  const signs = await Promise.all(
    visitors.map(async ({ page }) => {
      const dialog = page.getByRole("dialog", { name: "Are these the same?" });
      await dialog.waitFor();
      // What was pressed before is gone, and the keyboard goes on here all the same.
      expect(await dialog.evaluate((sheet) => sheet.contains(document.activeElement))).toBe(true);
      return dialog.getByRole("listitem").allInnerTexts();
    }),
  );
  expect(signs[0]).toHaveLength(7);
  expect(signs[0]).toEqual(signs[1]);
  for (const visitor of visitors) await visitor.presses("They are the same");
};

test("Mei signs up with a passkey, and keeps her recovery code", async () => {
  await mei.picture("welcome");
  await mei.takesHandle("mei", "Mei");
  await mei.picture("sign up");
  await mei.presses("Create with a passkey");
  await mei.seesTitle("One code for a bad day");
  await mei.presses("Make my code");
  await mei.seesTitle("Write this down");
  // Nobody knows whether she has it yet: after a reload she makes another one, which ends the first.
  await mei.page.reload();
  await mei.seesTitle("One code for a bad day");
  await mei.presses("Make my code");
  await mei.presses("Use my passkey");
  await mei.seesTitle("Write this down");
  await mei.picture("code");
  code = await mei.keepsCode();
  expect(code.split(" ")).toHaveLength(12);
  await mei.sees(/Nobody has written yet/u);
  await mei.picture("no chats");
});

test("Li signs up with a password", async () => {
  await li.picture("welcome, desktop");
  await li.signsUp("li", "Li Na", PASSWORD);
  await li.picture("no chats, desktop");
});

test("Mei finds Li by her handle and writes; Li accepts", async () => {
  await mei.follows("Find somebody");
  await mei.fills("Their handle", "lin");
  await mei.presses("Find");
  await mei.sees("Nobody here has the handle @lin.");
  await mei.fills("Their handle", "li");
  await mei.presses("Find");
  await mei.picture("found");
  await mei.presses("Write to Li Na");
  await mei.sees("Only you two can read this");
  await li.sees("@mei wants to talk with you");
  await li.picture("invited, desktop");
  await li.presses("Accept");
  await li.sees("Only you two can read this");
});

test("they talk: words both ways, an answer, a reaction, and a mark that it was read", async () => {
  await mei.says("The water boils.");
  await li.hears("The water boils.");
  await mei.message("The water boils.").getByText("Read", { exact: true }).waitFor();
  await li.looksAt("The water boils.");
  await li.picture("actions, desktop");
  await li.chooses("Reply");
  await li.says("Coming. Keep it warm.");
  await mei
    .message("Coming.")
    .getByRole("button", { name: /You\s*The water boils/u })
    .waitFor();
  await mei.looksAt("Coming.");
  await mei.page.getByRole("menuitemcheckbox", { name: "React with 👍" }).click();
  await li.message("Coming.").getByRole("button", { name: "👍: 1 person" }).waitFor();
});

test("a picture and a file arrive, and can be looked at and kept", async () => {
  const picture = await mei.page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1200, height: 900 });
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    const sky = context.createLinearGradient(0, 0, 0, 900);
    sky.addColorStop(0, "#f3c98b");
    sky.addColorStop(1, "#2b6f5e");
    context.fillStyle = sky;
    context.fillRect(0, 0, 1200, 900);
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  await mei.sends("Picture", { name: "harbour.jpg", mimeType: "image/jpeg", buffer: Buffer.from(picture, "base64") });
  await li.page.getByRole("button", { name: "Picture", exact: true }).click();
  const viewer = li.page.getByRole("dialog", { name: "Picture" });
  await viewer.getByRole("img", { name: "harbour.jpg" }).waitFor();
  await li.page.waitForFunction(() => document.querySelector<HTMLImageElement>("dialog img")?.naturalWidth === 1200);
  await li.picture("viewer, desktop");
  await li.page.keyboard.press("Escape");
  await viewer.waitFor({ state: "detached" });

  await mei.sends("File", { name: "tides.txt", mimeType: "text/plain", buffer: Buffer.from("High water at 17:40") });
  const [download] = await Promise.all([li.page.waitForEvent("download"), li.presses("Save tides.txt")]);
  expect(download.suggestedFilename()).toBe("tides.txt");
  expect(await readFile(await download.path(), "utf8")).toBe("High water at 17:40");
  await mei.picture("conversation");
  await li.picture("conversation, desktop");
});

test("the list counts what is unread, and nothing is lost by a reload", async () => {
  await li.follows("Me");
  await mei.says("Are you there?");
  await mei.says("It gets cold.");
  await li.page.getByRole("link", { name: /Chats/u }).getByText("2", { exact: true }).waitFor();
  await li.page.reload();
  await li.page.getByRole("link", { name: /Chats/u }).getByText("2", { exact: true }).click();
  await li.page.getByRole("link", { name: "2 unread messages" }).waitFor();
  await li.picture("unread, desktop");
  await li.page.getByRole("link", { name: "2 unread messages" }).click();
  for (const words of ["The water boils.", "It gets cold."]) await li.hears(words);
  await mei.page.reload();
  for (const words of ["The water boils.", "Coming. Keep it warm.", "It gets cold."]) await mei.hears(words);
  await mei.message("It gets cold.").getByText("Read", { exact: true }).waitFor();
});

test("without a network messages wait, and go out once and in their order when it is back", async () => {
  await mei.context.setOffline(true);
  const said = ["From the tunnel", "Still in the tunnel", "I see light"];
  for (const words of said) {
    await mei.says(words);
    await mei.message(words).getByText("Waits for the network").waitFor();
  }
  await mei.picture("waits for the network");
  await mei.context.setOffline(false);
  await li.hears("I see light");
  await mei.message("I see light").getByText("Read", { exact: true }).waitFor();
  const heard = await li.page
    .getByRole("list", { name: "Messages" })
    .getByText(/tunnel|see light/u)
    .allTextContents();
  expect(heard).toEqual(said);
});

test("a laptop is confirmed by comparing signs, and shows what was said before", async () => {
  await mei.goes("/me");
  await mei.seesTitle("Me");
  laptop = await Visitor.arrives(browser, address, "desktop");
  await laptop.takePasskeysOf(mei);
  await laptop.follows("Sign in");
  await laptop.picture("sign in, desktop");
  await laptop.presses("Sign in with a passkey");
  await laptop.seesTitle("Confirm this device");
  await mei.sees("1 is not confirmed");
  await laptop.presses(/With another device of yours/u);
  await mei.presses("Yes, confirm it");
  await laptop.page.getByRole("dialog", { name: "Are these the same?" }).waitFor();
  await laptop.picture("signs, desktop");
  await mei.page.getByRole("dialog", { name: "Are these the same?" }).waitFor();
  await mei.picture("signs");
  await sayTheSame(laptop, mei);
  for (const visitor of [laptop, mei]) await visitor.presses("Done");
  await laptop.follows(/Li Na/u);
  for (const words of ["The water boils.", "Coming. Keep it warm.", "From the tunnel"]) await laptop.hears(words);
  expect(await laptop.page.getByText("It is not certain who wrote this").count()).toBe(0);
  await laptop.picture("restored, desktop");
  await laptop.says("From my laptop");
  await li.hears("From my laptop");
});

test("the recovery code alone opens a tablet, which may then set a password without being asked again", async () => {
  await mei.goes("/me");
  await mei.seesTitle("Me");
  tablet = await Visitor.arrives(browser, address, "phone");
  await tablet.follows("Sign in");
  await tablet.follows(/With my recovery code/u);
  await tablet.fills("Your handle", "mei");
  await tablet.fills("Recovery code", code);
  await tablet.presses("Sign in");
  await tablet.follows(/Li Na/u);
  for (const words of ["The water boils.", "From my laptop"]) await tablet.hears(words);
  await tablet.goes("/me/ways-in");
  await tablet.presses(/Set a password/u);
  await tablet.fills("New password", PASSWORD);
  await tablet.presses("Save");
  await tablet.sees("You have a password now.");
  // Her phone tells her, though nobody has reloaded it.
  await mei.sees("Somebody signed in with your recovery code.");
  await mei.follows("Look at devices");
  await mei.seesTitle("Devices");
  await mei.goes("/chats");
});

test("the tablet gets a name, is signed out from the phone, and says so", async () => {
  expect(tablet.faults).toEqual([]);
  await tablet.goes("/me/devices");
  await tablet.presses(/this one/u);
  await tablet.fills("Name of this device", "Tablet");
  await tablet.presses("Save the name");
  await mei.takePasskeysOf(laptop);
  await mei.goes("/me/devices");
  await mei.page.getByRole("button", { name: /Tablet/u }).waitFor();
  await mei.picture("devices");
  await mei.presses(/Tablet/u);
  await mei.presses("Sign it out");
  await mei.presses("Use my passkey");
  await mei.sees("Tablet is signed out.");
  await tablet.sees(/This session has been ended/u);
  await tablet.picture("signed out");
  await tablet.follows("Sign in");
  await tablet.seesTitle("Good to see you again");
});

test("nothing went wrong unseen", () => {
  expect([mei, li, laptop].flatMap((visitor) => visitor.faults)).toEqual([]);
});
