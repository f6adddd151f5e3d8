import { expect, test } from "vitest";
import { button, open, page } from "./scenes.ts";

test("The history says what was scanned, and what came from a red packet", async () => {
  await open("history", "history");
  await page.getByText(/^You scanned their code, /u).waitFor();
  await page.getByText(/^From a red packet, /u).waitFor();
  await page.getByText(/^By your code, /u).waitFor();
  await open("history", "receipt, scanned");
  await page.getByText("Paid by scanning their code").waitFor();
});

test("Whoever is asked to answer a dispute reads that they have until then, and not the payee", async () => {
  await open("history", "dispute, of the payee");
  await page.getByText(/^You have until /u).waitFor();
  await open("history", "dispute, open");
  await page.getByText(/^The payee has until /u).waitFor();
});

test("A transfer that nobody has taken yet is called that, and what was sent has the number of its receipt", async () => {
  await open("history", "receipt, waits");
  await page.getByText("A transfer from you, not taken yet").waitFor();
  await open("wallet", "sent");
  await page.getByText("7K4P22ABCD").waitFor();
});

test("A frozen wallet offers to thaw it where its code would be, and nothing else", async () => {
  await open("codes", "my code, frozen");
  await page.getByRole("link", { name: "Thaw it" }).waitFor();
  expect(await page.getByRole("link", { name: "Freeze my wallet" }).count()).toBe(0);
  expect(await button("Say the amount first").count()).toBe(0);
});

test("With large text on a small phone the amount and every key of a till are in sight together", async () => {
  await page.setViewportSize({ width: 320, height: 568 });
  await open("till", "till, amount");
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  const amount = page.getByRole("status", { name: "To pay" });
  const last = button("Take the last digit back");
  await last.scrollIntoViewIfNeeded();
  const [top, bottom] = await Promise.all([amount.boundingBox(), last.boundingBox()]);
  expect((bottom?.y ?? 0) + (bottom?.height ?? 0) - (top?.y ?? 0)).toBeLessThan(568);
  expect(bottom?.height).toBeGreaterThanOrEqual(44);
});
