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
  await called("takeAlias").toHaveLength(2);
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

test("A till that heard no answer asks for the same charge again, and after another code for another one", async () => {
  await open("till", "till, not known");
  await button("See what has become of it").click();
  await called("charge").toHaveLength(2);
  const [first, again] = await calls("charge");
  expect(again).toEqual(first);
});
