import { fromBase64, joined, toBase64, utf8 } from "./bytes";

/* How this browser and the house come to share a key that no script has ever seen: ECDH on P-256, through HKDF, into an HMAC key
   that cannot be taken out. The private half goes with the page. */

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const INFO = "teahouse/paycode/v1";
const KEY_BITS = 256;

/** What the house answers to our public key. */
export interface HouseHalf {
  readonly enrolment: string;
  /** Its own public key: base64 of the raw point. */
  readonly houseKey: string;
}

export interface Agreement {
  /** Ours, as the house is to have it. */
  readonly publicKey: string;
  /** What the payment passkey must sign, so that it stands for exactly these two keys. */
  readonly challengeFor: (half: HouseHalf) => Promise<string>;
  /** The key, and the proof that we have it. */
  readonly keyWith: (half: HouseHalf) => Promise<{ readonly key: CryptoKey; readonly confirm: string }>;
}

export async function agreement(): Promise<Agreement> {
  const ours = await crypto.subtle.generateKey(CURVE, false, ["deriveKey"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  return {
    publicKey: toBase64(point),
    challengeFor: async ({ enrolment, houseKey }) => {
      const signed = await crypto.subtle.digest("SHA-256", joined(utf8(enrolment), point, fromBase64(houseKey)));
      return base64Url(new Uint8Array(signed));
    },
    keyWith: async ({ enrolment, houseKey }) => {
      const theirs = await crypto.subtle.importKey("raw", fromBase64(houseKey), CURVE, false, []);
      const secret = await crypto.subtle.deriveKey({ name: "ECDH", public: theirs }, ours.privateKey, "HKDF", false, ["deriveKey"]);
      const how = { name: "HKDF", hash: "SHA-256", salt: utf8(enrolment), info: utf8(INFO) };
      const key = await crypto.subtle.deriveKey(how, secret, { name: "HMAC", hash: "SHA-256", length: KEY_BITS }, false, ["sign"]);
      const confirm = await crypto.subtle.sign("HMAC", key, utf8(`confirm${enrolment}`));
      return { key, confirm: toBase64(new Uint8Array(confirm)) };
    },
  };
}

/** As WebAuthn writes a challenge. */
function base64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/u, "");
}
