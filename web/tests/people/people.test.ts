import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build, type PreviewServer, preview } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import type {} from "../sheets/main.tsx";

const configFile = fileURLToPath(new URL("../sheets/vite.config.ts", import.meta.url));
let outDir: string;
let server: PreviewServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), "teahouse-people-"));
  await build({ configFile, logLevel: "error", build: { outDir } });
  server = await preview({ configFile, logLevel: "error", build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(outDir, { recursive: true, force: true });
});

beforeEach(async () => {
  faults = [];
  page = await browser.newPage({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce", locale: "en-GB" });
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
});

afterEach(async () => {
  expect(faults).toEqual([]);
  await page.close();
});

async function open(group: string, name: string): Promise<void> {
  const address = server.resolvedUrls?.local[0] ?? "";
  await page.goto(address, { waitUntil: "domcontentloaded" });
  const scenes = await page.evaluate(() => window.sheets.scenes);
  const index = scenes.findIndex((scene) => scene.group === group && scene.name === name);
  expect(index, `${group}, ${name}`).toBeGreaterThanOrEqual(0);
  await page.goto(`${address}?scene=${index}`, { waitUntil: "domcontentloaded" });
  await page.evaluate(() => window.sheets.ready);
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const calls = (verb: string) => page.evaluate((verb) => window.sheets.calls.filter(([name]) => name === verb), verb);
/** What is drawn or called comes a moment after the press: these look until it is there. */
const called = (verb: string) => expect.poll(() => calls(verb));
const texts = (selector: string) => expect.poll(() => page.locator(selector).allTextContents());
const disabled = (name: string) => expect.poll(() => button(name).isDisabled());

test("A newcomer takes a handle, gives a name, and is created with a passkey", async () => {
  await open("door", "welcome");
  await disabled("Take this handle").toBe(true);
  await page.getByLabel("Your handle").fill("@Lantern ");
  await page.getByText("free to take").waitFor();
  await page.getByLabel("Your handle").press("Enter");
  await page.getByLabel("What others call you").fill("  Lin 小林 ");
  await button("Create with a passkey").click();
  await called("signUpWithPasskey").toEqual([["signUpWithPasskey", { handle: "lantern", displayName: "Lin 小林" }]]);
});

test("A newcomer without passkeys is created with a password, and the invitation goes along", async () => {
  await open("door", "sign up, invited, long");
  await button("Use a password instead").click();
  await disabled("Create with a password").toBe(true);
  await page.getByLabel("Password").fill("four words and tea");
  await button("Create with a password").click();
  await called("signUpWithPassword").toMatchObject([
    ["signUpWithPassword", { handle: "lantern", registrationToken: "lotus-7Q2M-FK9X-LANTERN", password: "four words and tea" }],
  ]);
});

test("The operator's link is not spent by merely being opened", async () => {
  await open("door", "let in");
  expect(await calls("letIn")).toEqual([]);
  await button("Come in").click();
  await called("letIn").toEqual([["letIn", "k3q9"]]);
});

test("The recovery code goes away only when a group of it was read back", async () => {
  await open("trust", "read it back");
  const asked = Number((await page.locator("label").textContent())?.match(/\d+/)?.[0]);
  await page.getByRole("textbox").fill("nope");
  await button("Done").click();
  await page.getByRole("alert").waitFor();

  await button("Back to the code").click();
  const group = await page
    .locator("ol li")
    .nth(asked - 1)
    .textContent();
  await button("I have it").click();
  await page.getByRole("textbox").fill(group ?? "");
  await button("Done").click();
  await page.getByRole("textbox").waitFor({ state: "detached" });
  await texts("ol li").toEqual([]);
});

test("A sheet takes the focus, keeps it, closes by Escape and gives it back", async () => {
  await open("me", "devices");
  const row = page.getByRole("button", { name: "Laptop at home" });
  await row.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "Laptop at home" });
  await sheet.waitFor();
  for (let step = 0; step < 8; step++) {
    expect(await sheet.evaluate((dialog) => dialog.contains(document.activeElement) || document.activeElement === document.body)).toBe(
      true,
    );
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await expect.poll(() => row.evaluate((it) => it === document.activeElement)).toBe(true);
});

test("A sheet follows the finger, springs back from a short pull and closes after a long one", async () => {
  await page.close();
  page = await browser.newPage({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce", locale: "en-GB", hasTouch: true });
  await open("me", "a device");
  const sheet = page.getByRole("dialog");
  const session = await page.context().newCDPSession(page);
  const pull = async (way: number) => {
    const box = (await sheet.boundingBox()) ?? { x: 0, y: 0 };
    const at = (y: number) => ({ touchPoints: [{ x: box.x + 40, y: box.y + 30 + y }] });
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", ...at(0) });
    for (let step = 1; step <= 4; step++) await session.send("Input.dispatchTouchEvent", { type: "touchMove", ...at((way * step) / 4) });
    const moved = ((await sheet.boundingBox())?.y ?? 0) - box.y;
    // Held a moment, so that it is the way that decides and not the speed.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    return moved;
  };
  expect(await pull(40)).toBeGreaterThan(20);
  expect(await sheet.isVisible()).toBe(true);
  await pull(400);
  await sheet.waitFor({ state: "detached" });
});

test("Enter renames a device, and sets a password that is long enough to be asked about", async () => {
  await open("me", "devices");
  await page.getByRole("button", { name: "Laptop at home" }).click();
  await page.getByLabel("Name of this device").fill("Kitchen laptop");
  await page.getByLabel("Name of this device").press("Enter");
  await called("renameDevice").toEqual([["renameDevice", "QWERTYUI", "Kitchen laptop"]]);

  await open("me", "ways in, empty");
  await page.getByRole("button", { name: "Set a password" }).click();
  const password = page.getByLabel("New password");
  expect(await page.getByRole("switch").count()).toBe(0);
  await password.fill("1234567");
  await password.press("Enter");
  await disabled("Save").toBe(true);
  expect(await calls("changePassword")).toEqual([]);
  await password.fill("four words and tea");
  await password.press("Enter");
  await called("changePassword").toEqual([["changePassword", "four words and tea", false]]);
});

test("A whole recovery code is in sight on a phone, in groups, and Enter hands it in", async () => {
  await open("door", "recovery code");
  await page.getByLabel("Your handle").fill("lin");
  const field = page.getByLabel("Recovery code");
  await field.pressSequentially("EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d");
  const code = "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d";
  expect(await field.inputValue()).toBe(code);
  expect(await field.evaluate((area) => area.scrollHeight <= area.clientHeight && area.scrollWidth <= area.clientWidth)).toBe(true);
  await field.press("Enter");
  await called("signInWithRecovery").toEqual([["signInWithRecovery", "lin", code]]);
});

test("A wait is counted down, heard once, and gone when it is over", async () => {
  await page.clock.install({ time: new Date("2026-11-24T09:42:00Z") });
  await open("door", "password too often");
  const line = page.getByRole("alert");
  expect(await line.locator(".sr").textContent()).toContain("42 seconds");
  await page.clock.fastForward(30_000);
  await expect.poll(() => line.locator("span[aria-hidden=true]").textContent()).toMatch(/in (1[0-2]|\d) seconds?\./);
  expect(await line.locator(".sr").textContent()).toContain("42 seconds");
  await page.clock.fastForward(12_000);
  await line.waitFor({ state: "detached" });
});

test("Of two refusals the later one is said, and its wait is counted from its own beginning", async () => {
  await page.clock.install({ time: new Date("2026-11-24T09:42:00Z") });
  await open("me", "a device, too often");
  const line = page.getByRole("alert");
  await page.getByLabel("Name of this device").fill("Kitchen laptop");
  await button("Save the name").click();
  await expect.poll(() => line.textContent()).toContain("12 seconds");
  await page.clock.fastForward(13_000);
  await line.waitFor({ state: "detached" });
  await button("Sign it out").click();
  await expect.poll(() => line.locator("span[aria-hidden=true]").textContent()).toContain("30 seconds");
  await page.clock.fastForward(31_000);
  await line.waitFor({ state: "detached" });
});

test("Until the house has said which step is next, no empty list of conversations is shown", async () => {
  await open("trust", "which step is not known yet");
  await page.getByRole("heading", { name: "Teahouse" }).waitFor();
  expect(await page.getByRole("link", { name: "Chats" }).count()).toBe(0);
});

test("An address that the app does not know says so, and leads back", async () => {
  await open("door", "no such address");
  await page.getByRole("heading", { name: "Not here" }).waitFor();
  await page.getByRole("link", { name: "To the conversations" }).click();
  await page.getByRole("heading", { name: "Chats" }).waitFor();
});

test("Whoever confirmed a device by the code goes on to the conversations", async () => {
  await open("trust", "confirmed by the code");
  await page.getByRole("link", { name: "To the conversations" }).click();
  await page.getByRole("heading", { name: "Chats" }).waitFor();
});

test("A name says when it is full", async () => {
  await open("door", "sign up");
  const name = page.locator("input[name=name]");
  await name.pressSequentially("a");
  expect(await page.getByText("There is room for 80 characters").count()).toBe(0);
  await name.fill("");
  await name.evaluate((field) => (field as HTMLInputElement).focus());
  await page.keyboard.insertText("x".repeat(252));
  expect(await name.inputValue()).toHaveLength(80);
  await page.getByText("There is room for 80 characters, and no more.").waitFor();
});

test("A device is renamed, and all others are signed out at once", async () => {
  await open("me", "devices");
  await page.getByRole("button", { name: "Laptop at home" }).click();
  await page.getByLabel("Name of this device").fill("Kitchen laptop");
  await button("Save the name").click();
  await called("renameDevice").toEqual([["renameDevice", "QWERTYUI", "Kitchen laptop"]]);
  await button("Sign out all others").click();
  await button("Sign out 2 devices").click();
  await called("signOutDevices").toEqual([["signOutDevices", ["QWERTYUI", "ASDFGHJK"]]]);
});

test("A passkey is removed only when that was asked once more", async () => {
  await open("me", "ways in");
  await page.getByRole("button", { name: /The blue key/u }).click();
  await button("Remove this passkey").click();
  await page.getByRole("dialog", { name: "Remove The blue key?" }).waitFor();
  expect(await calls("removePasskey")).toEqual([]);
  await button("Keep it").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await calls("removePasskey")).toEqual([]);
  await page.getByRole("button", { name: /The blue key/u }).click();
  await button("Remove this passkey").click();
  await button("Remove it for good").click();
  await called("removePasskey").toEqual([["removePasskey", "2"]]);
});

test("Whoever wants no name goes by the handle", async () => {
  await open("me", "profile");
  await disabled("Save").toBe(true);
  await page.getByLabel("What others call you").fill("  ");
  await button("Save").click();
  await called("setDisplayName").toEqual([["setDisplayName", ""]]);
  await page.getByText("You are @lin now.").waitFor();
});

test("A notice leads to where it can be judged, and goes when it was seen", async () => {
  await open("me", "me, everything at once");
  const recovered = page.getByRole("listitem").filter({ hasText: "signed in with your recovery code" });
  expect(await recovered.getByRole("link", { name: "Look at devices" }).getAttribute("href")).toBe("#/me/devices");
  await recovered.getByRole("button", { name: "Seen" }).click();
  await called("dismissNotice").toEqual([
    ["dismissNotice", "2"],
    ["dismissNotice", "3"],
  ]);
});

test("Who hears that their identity was renewed elsewhere confirms this device again, or looks who it was", async () => {
  await open("trust", "identity renewed elsewhere");
  await page.getByRole("link", { name: "It was me: confirm this device" }).click();
  await page.getByRole("heading", { name: "Confirm this device" }).waitFor();
  expect(await page.getByText("Was it you?").count()).toBe(0);
  await page.goBack();
  await button("It was not me").click();
  await page.getByRole("heading", { name: "Devices" }).waitFor();
  await page.getByText("Sign out the device that you do not know, and change your password.").waitFor();
});

test("Who was let in by the operator's link is led to a way in of their own, or puts it off", async () => {
  await open("me", "let in by the operator");
  await page.getByRole("link", { name: "Set a passkey or a password" }).click();
  await page.getByRole("heading", { name: "Ways to sign in" }).waitFor();
  await page.goBack();
  await button("Later").click();
  await called("settleIn").toHaveLength(1);
});

test("Whom one has compared is not taken for the same at one press", async () => {
  await open("conversation", "is it still them, compared before");
  expect(await page.getByText("Only you two can read this").count()).toBe(0);
  expect(await button("Yes, it is still them").count()).toBe(0);
  await button("Go on without comparing").click();
  expect(await calls("acceptNewIdentity")).toEqual([]);
  await button("Back").click();
  await button("Compare again with Wei 阿伟").click();
  await called("startVerification").toEqual([["startVerification", "@wei:teahouse.example"]]);
  await button("Go on without comparing").click();
  await page.getByRole("dialog").getByRole("button", { name: "Go on without comparing" }).click();
  await called("acceptNewIdentity").toEqual([["acceptNewIdentity", "@wei:teahouse.example"]]);
});

test("A file that is too large stays here before anything goes up, and a damaged picture goes as a file", async () => {
  await open("conversation", "too large and damaged");
  await page.getByText("the house takes no more than 100 kB").waitFor();
  await button("Send all 2").click();
  const going = () =>
    page.evaluate(() => window.sheets.calls.filter(([verb]) => /^send/u.test(verb)).map(([verb, , , name]) => [verb, name]));
  await expect.poll(going).toEqual([
    ["sendPicture", "river.png"],
    ["sendFile", "harbour.jpg"],
  ]);
});

test("The list of chats is one stop of the Tab key; arrows, Home and End walk in it", async () => {
  await open("chats", "chats");
  const rows = page.getByRole("list", { name: "Chats" }).getByRole("link");
  const here = () => rows.evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement));
  expect(await rows.evaluateAll((all) => all.filter((row) => (row as HTMLElement).tabIndex === 0).length)).toBe(1);
  await rows.first().focus();
  const count = await rows.count();
  for (const [key, at] of [
    ["ArrowDown", 1],
    ["ArrowDown", 2],
    ["ArrowUp", 1],
    ["End", count - 1],
    ["ArrowDown", count - 1],
    ["Home", 0],
    ["ArrowUp", 0],
    ["ArrowDown", 1],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await here()]).toEqual([key, at]);
  }
  // The stop stays where the keyboard stood.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect(await here()).toBe(1);
});

test("The house's question is answered by passkey first, and can be declined", async () => {
  await open("trust", "is it you, passkey");
  await button("Use my passkey").click();
  await called("confirmWithPasskey").toHaveLength(1);
  await button("Use my password").click();
  await page.getByRole("textbox", { name: "Password" }).fill("four words and tea");
  await page.getByRole("textbox", { name: "Password" }).press("Enter");
  await called("confirmWithPassword").toEqual([["confirmWithPassword", "four words and tea"]]);
  await page.keyboard.press("Escape");
  await called("cancelConfirm").toHaveLength(1);
});

test("The seven signs are said in words, and both answers reach the other side", async () => {
  await open("trust", "signs");
  await texts("dialog ol li > span:last-child").toEqual(["Dog", "Mushroom", "Globe", "Umbrella", "Clock", "Train", "Santa"]);
  await page.evaluate(() => window.sheets.look("zh", "light"));
  await texts("dialog ol li > span:last-child").toEqual(["狗", "蘑菇", "地球", "伞", "时钟", "火车", "圣诞老人"]);
  await button("一样").click();
  await button("不一样").click();
  await called("confirmEmoji").toHaveLength(1);
  await called("denyEmoji").toHaveLength(1);
});

test("A painted picture is sent as a PNG, so that every Matrix app can show it", async () => {
  await open("me", "picture");
  await button("Lantern").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const type = () => page.evaluate(() => (window.sheets.calls.find(([name]) => name === "setAvatar")?.[1] as Blob | undefined)?.type);
  await expect.poll(type).toBe("image/png");
});

test("Language and look hold at once, and after the app was closed", async () => {
  await open("me", "language and look");
  await page.getByText("中文", { exact: true }).click();
  await page.getByRole("heading", { name: "语言和外观" }).waitFor();
  await page.getByText("深色", { exact: true }).click();
  const root = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]);
  await expect.poll(root).toEqual(["zh-CN", "dark"]);
  await page.reload();
  await page.getByRole("heading", { name: "语言和外观" }).waitFor();
  await expect.poll(root).toEqual(["zh-CN", "dark"]);
});

test("A one-time token is gone when its time is over", async () => {
  await page.clock.install({ time: new Date("2026-11-24T09:42:00Z") });
  await open("me", "connect, token");
  const token = page.getByText("syl_kX9w2LqPz7VmT4bRn8HcYd3sGf6JaE");
  await token.waitFor();
  await page.clock.fastForward("02:01");
  await token.waitFor({ state: "detached" });
});
