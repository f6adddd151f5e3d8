import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bytesOfHex } from "./bytes";
import { luhnHolds } from "./luhn";
import { payCode } from "./payCode";
import { leftOf, stepOf } from "./step";

interface Vector {
  readonly key: string;
  readonly alias: number;
  readonly unix: number;
  readonly step: number;
  readonly currency: number;
  readonly amount: number;
  readonly digits: string;
  readonly cpm_base64: string;
}

const { vectors } = JSON.parse(readFileSync(new URL("../../../../tests/data/pay/paycode.json", import.meta.url), "utf8")) as {
  vectors: readonly Vector[];
};

test.each(vectors)(
  "The code $digits is what the shared vector says",
  async ({ key, alias, unix, step, currency, amount, digits, cpm_base64 }) => {
    const hmac = await crypto.subtle.importKey("raw", bytesOfHex(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    expect(stepOf(unix * 1000)).toBe(step);
    const code = await payCode(hmac, { alias: String(alias).padStart(9, "0"), step, currency, minor: amount });
    expect(code).toEqual({ digits, payload: cpm_base64 });
    expect(luhnHolds(code.digits)).toBe(true);
  },
);

test("A code stands until its step is over", () => {
  expect(leftOf(60_000)).toBe(30_000);
  expect(leftOf(89_999)).toBe(1);
});

test.each(["790000000000208782", "790000000000208718"])("One digit wrong, or two in each other's place, are noticed (%s)", (digits) => {
  expect(luhnHolds(digits)).toBe(false);
});
