import { type MediaSecret, Problem } from "../model.ts";

/** A file as the server gets it, and what the message says of it. */
export interface Sealed {
  readonly ciphertext: Blob;
  /** The specification's EncryptedFile without its `url`. */
  readonly file: EncryptedFile;
}

interface EncryptedFile {
  readonly v: "v2";
  readonly key: JsonWebKey & { readonly k: string };
  readonly iv: string;
  readonly hashes: { readonly sha256: string };
}

const AES = "AES-CTR";
/** The lower half counts blocks and starts at zero, as the specification asks. */
const COUNTER_BITS = 64;

export async function seal(plain: Blob): Promise<Sealed> {
  const key = await crypto.subtle.generateKey({ name: AES, length: 256 }, true, ["encrypt", "decrypt"]);
  const iv = new Uint8Array(16);
  crypto.getRandomValues(iv.subarray(0, 8));
  const bytes = await crypto.subtle.encrypt({ name: AES, counter: iv, length: COUNTER_BITS }, key, await plain.arrayBuffer());
  const { k = "" } = await crypto.subtle.exportKey("jwk", key);
  const sha256 = toBase64(await crypto.subtle.digest("SHA-256", bytes));
  return {
    ciphertext: new Blob([bytes], { type: "application/octet-stream" }),
    file: {
      v: "v2",
      key: { kty: "oct", key_ops: ["encrypt", "decrypt"], alg: "A256CTR", k, ext: true },
      iv: toBase64(iv.buffer),
      hashes: { sha256 },
    },
  };
}

/** The plain file. Rejects `mediaBroken` where the bytes are not those that the sender sealed. */
export async function unseal(ciphertext: Blob, secret: MediaSecret, mimetype: string): Promise<Blob> {
  const bytes = await ciphertext.arrayBuffer();
  const sha256 = toBase64(await crypto.subtle.digest("SHA-256", bytes));
  if (sha256 !== secret.sha256.replace(/=+$/, "")) throw new Problem("mediaBroken", null, "The file is not the one that was sent.");
  try {
    const jwk = { kty: "oct", alg: "A256CTR", k: secret.key, ext: true };
    const key = await crypto.subtle.importKey("jwk", jwk, { name: AES }, false, ["decrypt"]);
    const plain = await crypto.subtle.decrypt({ name: AES, counter: fromBase64(secret.iv), length: COUNTER_BITS }, key, bytes);
    return new Blob([plain], { type: mimetype });
  } catch (error) {
    throw new Problem("mediaBroken", null, String(error));
  }
}

function toBase64(bytes: ArrayBuffer): string {
  let text = "";
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return btoa(text).replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
