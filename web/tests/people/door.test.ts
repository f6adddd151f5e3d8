import { expect, test } from "vitest";
import type {} from "../sheets/main.tsx";
import { button, called, calls, disabled, open, page, texts } from "./scenes.ts";

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

test("A handle that the house did not answer for is asked about again, by itself", async () => {
  await open("door", "welcome, away for a moment");
  await page.getByLabel("Your handle").fill("lantern");
  await page.getByText("The house cannot be reached").waitFor();
  await page.getByText("free to take").waitFor();
  expect(await page.getByText("The house cannot be reached").count()).toBe(0);
});

test("Whoever would rather have a password types it at once", async () => {
  await open("door", "sign up, invited, long");
  await button("Use a password instead").click();
  await page.keyboard.type("four words and tea");
  expect(await page.getByLabel("Password").inputValue()).toBe("four words and tea");
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

test("The operator's link, opened by somebody who is signed in, is not spent, and says so", async () => {
  await open("door", "let in, signed in already");
  await page.getByRole("heading", { name: "The link was not used" }).waitFor();
  await page.getByText("You are signed in here as @lin").waitFor();
  expect(await calls("letIn")).toEqual([]);
  await button("Sign out first").click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
  await called("signOut").toHaveLength(1);
});

test("A form that opens has the focus in its first field, and another screen on its heading", async () => {
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("name") ?? document.activeElement?.textContent);
  await open("door", "sign in");
  await page.getByRole("link", { name: "With handle and password" }).click();
  await expect.poll(focused).toBe("username");
  await page.goBack();
  await page.getByRole("link", { name: "With my recovery code" }).click();
  await expect.poll(focused).toBe("username");
  await open("trust", "confirm this device");
  await page.getByRole("button", { name: "With the recovery code" }).click();
  await expect.poll(focused).toBe("recovery-code");
  await page.goBack();
  await expect.poll(focused).toBe("Confirm this device");
  await page.getByRole("button", { name: "I have neither" }).click();
  await expect.poll(focused).toBe("Start again");
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

test("Another device that does not answer is waited for a minute, and then other ways are offered", async () => {
  await page.clock.install({ time: new Date("2026-11-24T09:42:00Z") });
  await open("trust", "signs, asked by us");
  await page.getByRole("heading", { name: "Look at your other device" }).waitFor();
  await page.clock.fastForward(50_000);
  await page.getByRole("heading", { name: "Look at your other device" }).waitFor();
  await page.clock.fastForward(60_000);
  await page.getByRole("heading", { name: "No device has answered" }).waitFor();
  await page.getByText("the recovery code confirms as well").waitFor();
  expect(await calls("cancelVerification")).toEqual([]);
  await button("Another way").click();
  await called("cancelVerification").toHaveLength(1);
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

test("No word under a sign breaks on a phone", async () => {
  await open("trust", "signs, long words");
  const heights = () =>
    page.locator("dialog ol li > span:last-child").evaluateAll((all) => all.map((one) => one.getClientRects()[0]?.height));
  await expect.poll(async () => new Set(await heights()).size).toBe(1);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(async () => new Set(await heights()).size).toBe(1);
});
