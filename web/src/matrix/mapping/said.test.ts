import { expect, test } from "vitest";
import { fits, textContent } from "./said.ts";

const said = (text: string) => textContent(text, [], null);

test("a text that is too long for one event is known before it is sent, in bytes and as it is sealed", () => {
  expect(fits(said("a".repeat(60_000)), false)).toBe(true);
  expect(fits(said("a".repeat(70_000)), false)).toBe(false);
  expect(fits(said("a".repeat(45_000)), true)).toBe(true);
  expect(fits(said("a".repeat(60_000)), true)).toBe(false);
  expect(fits(said("茶".repeat(20_000)), false)).toBe(true);
  expect(fits(said("茶".repeat(20_000)), true)).toBe(false);
});
