import { expect, test } from "vitest";
import { button, called, calls, open, page } from "./scenes.ts";

const code = () => page.getByRole("img", { name: /^79/u });

test("A code comes covered, and is covered again whenever the page is not looked at; each opening takes a number of its own", async () => {
  await open("codes", "my code, covered");
  expect(await code().count()).toBe(0);
  expect(await calls("takeAlias")).toEqual([]);
  await page.getByRole("button", { name: /^Show my code/u }).click();
  await code().waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.getByRole("button", { name: /^Show my code/u }).click();
  await code().waitFor();
  await expect.poll(async () => (await calls("takeAlias")).filter(([, shown]) => shown === null)).toHaveLength(2);
});

test("A code that is held out says that the house is there again, also where the line to it never broke", async () => {
  await open("codes", "my code, house away");
  await code().waitFor();
  await page.getByText("No network. 15 more codes are ready.").waitFor();
  await page.evaluate(() => dispatchEvent(new Event("back")));
  await page.getByText("Works without network too.").waitFor();
  await code().waitFor();
});

test("What was refused while the line was down is told when it is up again", async () => {
  await open("codes", "told, refused meanwhile");
  await page.evaluate(() => dispatchEvent(new Event("back")));
  await page.getByText("A code of yours was tried, and refused.").waitFor();
});

test("An amount that was said first stands in the code", async () => {
  await open("codes", "my code, exact");
  await code().waitFor();
  await called("codeOf").toContainEqual(["codeOf", "000000000", 4_600]);
});

test.each([
  ["Pay for good", "payForGood"],
  ["Hold it for ten minutes", "payOnHold"],
  ["Refuse", "refuse"],
])("Whoever is asked and presses %s says just that", async (name, verb) => {
  await open("codes", "asked, new");
  await button(name).click();
  await called(verb).toHaveLength(1);
  for (const other of ["payForGood", "payOnHold", "refuse"].filter((one) => one !== verb)) expect(await calls(other)).toEqual([]);
});

test("A question is not closed by a tap beside it or by Escape: only an answer, or its time, ends it", async () => {
  await open("codes", "asked, new");
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await button("Refuse").waitFor();
  expect(await calls("refuse")).toEqual([]);
});

test("Money that comes back is told as that, and how much it is this time", async () => {
  await open("codes", "told, came back");
  await page.getByText("¥5.00 came back from 虹桥面馆 Hongqiao Noodles.").waitFor();
});

test("A till may go on with the next guest while a payer is asked: the amount is gone, and the answer still fills its screen", async () => {
  await open("till", "till, answered late");
  await button("Next guest").click();
  const toPay = page.getByRole("status", { name: "To pay" });
  await expect.poll(() => toPay.textContent()).toContain("¥0.00");
  await button("7").click();
  await page.evaluate(() => dispatchEvent(new Event("answered")));
  await page.getByRole("heading", { name: "Received" }).waitFor();
  await button("Next guest").click();
  await expect.poll(() => toPay.textContent()).toContain("¥7");
});

test("Who pays and who is paid read words and figures of their own", async () => {
  await open("codes", "payment paid");
  await page.getByRole("heading", { name: "Paid", exact: true }).waitFor();
  await open("till", "till, paid");
  await page.getByRole("heading", { name: "Received", exact: true }).waitFor();
  await page.getByText("+¥46.00", { exact: true }).waitFor();
});

test("A till that heard no answer asks for the same charge again, and after another code for another one", async () => {
  await open("till", "till, not known");
  await button("See what has become of it").click();
  await called("charge").toHaveLength(2);
  const [first, again] = await calls("charge");
  expect(again).toEqual(first);
});
