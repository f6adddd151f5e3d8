import { joined, utf8 } from "./bytes";
import { consumerCode } from "./consumerCode";
import { luhn } from "./luhn";

/* Pay code, version 1: a one-time alias from the house × a MAC by the key of this phone, over time and amount. */

/** What every code of a Teahouse begins with. */
const PREFIX = "79";
const VERSION = "TPC1";
/** Of the MAC, so many decimal digits are shown. */
const SHOWN = 1_000_000n;

/** What a code says. */
export interface CodeFor {
  /** Nine digits. */
  readonly alias: string;
  readonly step: number;
  /** The currency's number in ISO 4217. */
  readonly currency: number;
  /** 0 for whatever the till asks; else exactly this, in minor units. */
  readonly minor: number;
}

export interface PayCode {
  /** 18 of them: for the barcode, and to be read aloud. */
  readonly digits: string;
  /** What stands in the QR. */
  readonly payload: string;
}

/** `key`: HMAC-SHA-256, which this browser holds and never shows. */
export async function payCode(key: CryptoKey, what: CodeFor): Promise<PayCode> {
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, messageOf(what)));
  const shown = new DataView(mac.buffer).getBigUint64(0) % SHOWN;
  const digits = PREFIX + what.alias + String(shown).padStart(6, "0");
  const all = digits + luhn(digits);
  const exact = what.minor > 0 ? { minor: what.minor, currency: what.currency } : null;
  return { digits: all, payload: consumerCode({ digits: all, cryptogram: mac.subarray(8, 16), step: what.step, exact }) };
}

function messageOf({ alias, step, currency, minor }: CodeFor): Uint8Array<ArrayBuffer> {
  const message = new DataView(new ArrayBuffer(26));
  message.setBigUint64(0, BigInt(alias));
  message.setBigUint64(8, BigInt(step));
  message.setUint16(16, currency);
  message.setBigUint64(18, BigInt(minor));
  return joined(utf8(VERSION), new Uint8Array(message.buffer));
}
