import { expect, test } from "vitest";
import { button, newPage, open, page } from "./scenes.ts";

/* What a newcomer stumbled over: small things, each where it was met. */

const lines = (text: string) =>
  page.getByText(text, { exact: true }).evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  });

test.each([390, 320])("What a toast offers stands on one line, %i pixels wide, with larger text too", async (width) => {
  await page.close();
  await newPage({ viewport: { width, height: 640 } });
  await open("codes", "a code was refused");
  expect(await lines("Look")).toBe(1);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  expect(await lines("Look")).toBe(1);
  const box = await button("Look").boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
});

test("Whoever refuses a charge themselves is not told of it", async () => {
  await open("codes", "a code was refused by its owner");
  expect(await page.getByRole("status").count()).toBe(0);
});

test("A transfer, a red packet and a part of a bill lead back to the conversation from which they were opened", async () => {
  for (const [group, name] of [
    ["money", "give a transfer"],
    ["money", "give a packet"],
    ["tallies", "pay"],
  ] as const) {
    await open(group, name);
    const back = page.getByRole("link", { name: "Back", exact: true });
    await expect.poll(() => back.getAttribute("href"), { message: name }).toBe("https://teahouse.example/#/chats/!a");
  }
});

test("An address that names no conversation leads back to the wallet, and to no other place", async () => {
  await open("money", "give a packet");
  await page.evaluate(() => {
    location.hash = `#/give/packet/${encodeURIComponent("https://evil.example/")}/4`;
  });
  await expect.poll(() => page.getByRole("link", { name: "Back", exact: true }).getAttribute("href")).toBe("#/");
});

test("A keyboard writes into the window of the till", async () => {
  await open("till", "till");
  const shown = page.getByRole("status", { name: "To pay" });
  await shown.waitFor();
  await page.keyboard.type("12,305");
  await expect.poll(() => shown.textContent()).toContain("12.30");
  await page.keyboard.press("Backspace");
  await expect.poll(() => shown.textContent()).toMatch(/12\.3$/u);
  await page.keyboard.press("Escape");
  await expect.poll(() => shown.textContent()).toContain("0.00");
  await button("1").click();
  await page.keyboard.type("2");
  await expect.poll(() => shown.textContent()).toMatch(/12$/u);
  await button("Type the digits").click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("7");
  await button("Close").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => shown.textContent()).toMatch(/12$/u);
  await shown.click();
  await page.keyboard.press("Enter");
  await shown.waitFor({ state: "detached" });
});

test("While the house asks who it is, nothing says that the house takes its time", async () => {
  await open("trust", "make the code, at work");
  await page.getByText("Still at it. The house takes its time.").waitFor();
  await open("trust", "make the code, asked who it is");
  expect(await page.getByText("Still at it. The house takes its time.").count()).toBe(0);
});

test("On a low screen the news of a new device leaves most of it to the chats, and still asks", async () => {
  await page.close();
  await newPage({ viewport: { width: 320, height: 568 } });
  await open("trust", "a new device");
  const banner = page.getByRole("region", { name: "A new device" });
  await banner.getByRole("link", { name: "A new device. Was that you?" }).waitFor();
  await button("No, sign it out").waitFor();
  expect((await banner.boundingBox())?.height).toBeLessThan(568 * 0.2);
});
