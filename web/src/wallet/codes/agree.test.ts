import { createECDH, createHash, createHmac, hkdfSync } from "node:crypto";
import { expect, test } from "vitest";
import { agreement } from "./agree";

const enrolment = "7c1f1f0e-enrolment";

/** The house's side, by another library. */
function house(publicKey: string) {
  const ecdh = createECDH("prime256v1");
  const point = ecdh.generateKeys();
  const key = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(Buffer.from(publicKey, "base64")), enrolment, "teahouse/paycode/v1", 32));
  return { half: { enrolment, houseKey: point.toString("base64") }, key, point };
}

test("Both sides come to the same key, and neither it nor our half of it can be taken out", async () => {
  const ours = await agreement();
  expect(Buffer.from(ours.publicKey, "base64")).toHaveLength(65);
  const { half, key, point } = house(ours.publicKey);
  const made = await ours.keyWith(half);
  expect(made.confirm).toBe(createHmac("sha256", key).update(`confirm${enrolment}`).digest("base64"));
  await expect(crypto.subtle.exportKey("raw", made.key)).rejects.toThrow();
  const signed = createHash("sha256").update(enrolment).update(Buffer.from(ours.publicKey, "base64")).update(point);
  expect(await ours.challengeFor(half)).toBe(signed.digest("base64url"));
});
