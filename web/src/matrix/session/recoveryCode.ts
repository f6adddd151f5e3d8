import { Problem } from "../model.ts";

const INFO = "teahouse recovery sign-in v1";

/** The 32 bytes that a recovery code stands for. Forgives spaces, line breaks and dashes between its groups. */
export async function keyOfCode(code: string): Promise<Uint8Array<ArrayBuffer>> {
  const { decodeRecoveryKey } = await import("matrix-js-sdk/lib/crypto-api/recovery-key");
  try {
    return decodeRecoveryKey(code.replace(/[\s\u2010-\u2015-]/g, ""));
  } catch (error) {
    throw new Problem("recoveryCodeInvalid", null, String(error));
  }
}

/** The code in groups of four, as Matrix writes a recovery key. */
export async function codeOfKey(key: Uint8Array): Promise<string> {
  const { encodeRecoveryKey } = await import("matrix-js-sdk/lib/crypto-api/recovery-key");
  const code = encodeRecoveryKey(key);
  if (code === undefined) throw new Problem("unknown", null, "The recovery key could not be written down.");
  return code;
}

/**
 * What the house is told of a recovery code, so that it lets its owner in: one-way, and of no use against the
 * key backup. Unpadded base64 of HKDF-SHA256 over the key, with the full user id as salt.
 */
export async function verifierOf(key: Uint8Array<ArrayBuffer>, userId: string): Promise<string> {
  const text = new TextEncoder();
  const material = await crypto.subtle.importKey("raw", key, "HKDF", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "HKDF", hash: "SHA-256", salt: text.encode(userId), info: text.encode(INFO) },
    material,
    256,
  );
  return btoa(String.fromCharCode(...new Uint8Array(bits))).replace(/=+$/, "");
}
