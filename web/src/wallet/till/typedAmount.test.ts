import { expect, test } from "vitest";
import type { Key } from "../../design/Keypad/Keypad";
import { amountOf, pressed } from "./typedAmount";

const after = (keys: readonly Key[], currency = "CNY") => keys.reduce((typed, key) => pressed(typed, key, currency), "");

test.each<[readonly Key[], string, number]>([
  [[], "", 0],
  [["4", "6"], "46", 4_600],
  [["4", "6", ".", "5"], "46.5", 4_650],
  [["4", "6", ".", "5", "0", "9"], "46.50", 4_650],
  [["0", "0", "7"], "7", 700],
  [[".", "0", "1"], "0.01", 1],
  [["1", ".", "."], "1.", 100],
  [["1", "2", "back", "back", "back"], "", 0],
  [[..."123456789"] as Key[], "1234567", 123_456_700],
])("The keys %j stand as %j", (keys, typed, minor) => {
  expect(after(keys)).toBe(typed);
  expect(amountOf(after(keys), "CNY")).toBe(minor);
});

test("A currency without small change has no point", () => {
  expect(after(["5", ".", "0"], "JPY")).toBe("50");
  expect(amountOf("50", "JPY")).toBe(50);
});
