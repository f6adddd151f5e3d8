import { expect, test } from "vitest";
import type {} from "../sheets/main.tsx";
import { button, called, calls, disabled, newPage, open, page } from "./scenes.ts";

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
  await newPage({ hasTouch: true });
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

test("Who closes an account without money in it finds their wallet all the same", async () => {
  await open("me", "close the account");
  await page.getByText("There is no money in it.").click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe("#/pay");
});

test("Who closes an account is told that their passkey opens the money in it afterwards", async () => {
  await open("me", "close the account, money is there");
  await page.getByText(/your payment passkey still opens the wallet/u).waitFor();
  expect(await page.getByRole("link", { name: "Open my wallet" }).getAttribute("href")).toBe("https://pay.teahouse.example/");
});

test("Nobody closes an account with money that nothing would open afterwards", async () => {
  await open("me", "close the account, money is there, no passkey");
  await page.getByLabel("Type your handle to go on").fill("@lin");
  await expect.poll(() => button("Close it for good").isDisabled()).toBe(true);
});

test("The address of whoever closed their account leads nobody there again", async () => {
  await open("me", "close the account");
  await page.getByLabel("Type your handle to go on").fill("@bartholomew.featherstonehaugh-of-the-long-valley");
  await button("Close it for good").click();
  await expect.poll(() => page.evaluate(() => location.hash)).not.toBe("#/me/close");
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

test("Who was let in by the operator's link is led to a way in of their own, or puts it off", async () => {
  await open("me", "let in by the operator");
  await page.getByRole("link", { name: "Set a passkey or a password" }).click();
  await page.getByRole("heading", { name: "Ways to sign in" }).waitFor();
  await page.goBack();
  await button("Later").click();
  await called("settleIn").toHaveLength(1);
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

test("A one-time token that has run out says so, and another one is made", async () => {
  await page.clock.install({ time: new Date("2026-11-24T09:42:00Z") });
  await open("me", "connect, token");
  const token = page.getByText("syl_kX9w2LqPz7VmT4bRn8HcYd3sGf6JaE");
  await token.waitFor();
  await page.clock.fastForward("02:01");
  await token.waitFor({ state: "detached" });
  await page.getByText("The token has run out, and nobody has signed in with it.").waitFor();
  await button("Make another token").click();
  await called("loginTokenForAnotherApp").toHaveLength(2);
});

test("A device that is not confirmed says nothing of the others that it cannot know", async () => {
  await open("me", "devices, this one not confirmed");
  const rows = page.getByRole("list", { name: "Devices" }).getByRole("listitem");
  await expect.poll(() => rows.count()).toBe(3);
  expect(await rows.getByText("Not confirmed").count()).toBe(1);
  expect(await page.getByText(/are not confirmed/u).count()).toBe(0);
});

test.each([
  [390, 844],
  [1280, 800],
])("What is said for a moment lies over nothing that is pressed or read (%i wide)", async (width, height) => {
  await page.close();
  await newPage({ viewport: { width, height } });
  await open("me", "profile");
  await page.getByLabel("What others call you").fill("Lin of the harbour");
  await button("Save").click();
  const said = page.getByRole("status").locator("div");
  await said.waitFor();
  const toast = await said.boundingBox();
  expect(toast).not.toBeNull();
  for (const other of [
    button("Change the picture"),
    page.getByText("What others call you"),
    page.getByRole("link", { name: "Back", exact: true }),
  ]) {
    const box = (await other.isVisible()) ? await other.boundingBox() : null;
    if (!toast || !box) continue;
    const apart =
      toast.y >= box.y + box.height || box.y >= toast.y + toast.height || toast.x >= box.x + box.width || box.x >= toast.x + toast.width;
    expect(apart, (await other.textContent()) ?? "").toBe(true);
  }
});
