import { expect, test } from "vitest";
import { grouped, isIban, plainIban } from "./iban";

test.each(["DE89 3704 0044 0532 0130 00", "gb29 nwbk 6016 1331 9268 19", "NO93 8601 1117 947", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"])(
  "%s is an account",
  (typed) => expect(isIban(plainIban(typed))).toBe(true),
);

test.each([
  "",
  "DE89",
  "DE89 3704 0044 0532 0130 01",
  "DE98 3704 0044 0532 0130 00",
  "DE89-3704-0044-0532-0130-00",
  "89DE 3704 0044 0532 0130 00",
])("%s is none", (typed) => expect(isIban(plainIban(typed))).toBe(false));

test("A number is read in groups of four", () => {
  expect(grouped("DE89370400440532013000")).toBe("DE89 3704 0044 0532 0130 00");
  expect(grouped("RF18")).toBe("RF18");
  expect(plainIban(" gb29 nwbk\u00a06016 ")).toBe("GB29NWBK6016");
});
