import { joined, toBase64, utf8 } from "../codes/bytes";

/* A recovery code proves itself to the house by what is derived from it: the code itself never leaves the browser. */

const LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const HEAD = [0x8b, 0x01];
const KEY_BYTES = 32;
const INFO = "teahouse recovery sign-in v1";

/** What a recovery code stands for, as Matrix writes it: base58 with a head, a key and a byte of parity. Null for what is none. */
export function recoveryKeyOf(code: string): Uint8Array<ArrayBuffer> | null {
  let number = 0n;
  for (const letter of code.replace(/[\s\u2010-\u2015-]/gu, "")) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return null;
    number = number * 58n + BigInt(value);
  }
  const hex = number.toString(16);
  const bytes = (hex.length % 2 ? `0${hex}` : hex).match(/../gu)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  const whole = bytes.length === HEAD.length + KEY_BYTES + 1 && HEAD.every((byte, index) => bytes[index] === byte);
  if (!whole || bytes.reduce((parity, byte) => parity ^ byte, 0) !== 0) return null;
  return Uint8Array.from(bytes.slice(HEAD.length, -1));
}

/** Unpadded base64 of HKDF-SHA256 over the key, with the full user id as salt: of no use against anything else. */
export async function verifierOf(key: Uint8Array<ArrayBuffer>, userId: string): Promise<string> {
  const material = await crypto.subtle.importKey("raw", joined(key), "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: utf8(userId), info: utf8(INFO) };
  const bits = await crypto.subtle.deriveBits(how, material, KEY_BYTES * 8);
  return toBase64(new Uint8Array(bits)).replace(/=+$/u, "");
}
