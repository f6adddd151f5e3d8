import { expect, test } from "vitest";
import { verifierOf as appsVerifierOf, codeOfKey } from "../../matrix/session/recoveryCode";
import { recoveryKeyOf, verifierOf } from "./recoveryCode";

const key = Uint8Array.from({ length: 32 }, (_, index) => 200 - 5 * index);
const code = await codeOfKey(key);

test("A recovery code is read as the app reads it, with spaces or dashes between its groups", () => {
  expect(recoveryKeyOf(code)).toEqual(key);
  expect(recoveryKeyOf(code.replaceAll(" ", "–"))).toEqual(key);
});

test.each([code.slice(1), code.replace(/.$/u, (last) => (last === "z" ? "y" : "z")), "a freeze code", "", "0OIl"])(
  "%s is none",
  (wrong) => {
    expect(recoveryKeyOf(wrong)).toBeNull();
  },
);

test("What the house is told of it is what it is told at sign-in", async () => {
  expect(await verifierOf(key, "@mei:teahouse.example")).toBe(await appsVerifierOf(key, "@mei:teahouse.example"));
});
