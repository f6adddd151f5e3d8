import { expect, test } from "vitest";
import { minorOf, moneyText } from "./money";

const yuan = (minor: number) => ({ minor, currency: "CNY" });

test("an amount is written with the sign of its currency, and with its own sign where it moved", () => {
  expect(moneyText(yuan(284_630), "en")).toBe("¥2,846.30");
  expect(moneyText(yuan(-55_300), "zh")).toBe("¥553.00");
  expect(moneyText(yuan(20_000), "en", "always")).toBe("+¥200.00");
  expect(moneyText(yuan(-1), "en", "always").replace("-", "−")).toBe("−¥0.01");
  expect(moneyText({ minor: 500, currency: "JPY" }, "en")).toBe("¥500");
  expect(moneyText(yuan(Number.MAX_SAFE_INTEGER), "en")).toBe("¥90,071,992,547,409.91");
});

test.each([
  ["12", 1_200],
  ["12.5", 1_250],
  ["12,50", 1_250],
  [" 0.01 ", 1],
  ["１２。５", 1_250],
  ["3.", 300],
  ["1.999", null],
  ["-1", null],
  ["1e3", null],
  ["", null],
  ["1 000", null],
  ["9999999999999", null],
])("%s is read as %s fen", (typed, minor) => {
  expect(minorOf(typed, "CNY")).toBe(minor);
});

test("a currency without small change takes none", () => {
  expect(minorOf("500", "JPY")).toBe(500);
  expect(minorOf("5.5", "JPY")).toBeNull();
});
