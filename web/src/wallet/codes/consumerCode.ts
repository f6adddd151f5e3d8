import { bytesOfHex, toBase64 } from "./bytes";

/* A code as EMVCo's consumer-presented specification has it: BER-TLV in base64, which a scanner of any make reads. */

/** Ours is F0 and these letters: identifiers that begin with F are proprietary and need no registration. */
const SCHEME = "TEAHOUSE";
const VERSION = 1;

export interface ConsumerCode {
  readonly digits: string;
  readonly cryptogram: Uint8Array;
  readonly step: number;
  /** For an exact amount: in minor units, with the currency's number in ISO 4217. */
  readonly exact: { readonly minor: number; readonly currency: number } | null;
}

/** What stands in the QR. It names no person: no name, no account, no address. */
export function consumerCode({ digits, cryptogram, step, exact }: ConsumerCode): string {
  const counter = step % 0x10000;
  const data = tlv(
    "63",
    tlv("9F10", [VERSION]),
    tlv("9F26", cryptogram),
    tlv("9F36", [counter >> 8, counter & 0xff]),
    exact ? tlv("9F02", bytesOfHex(String(exact.minor).padStart(12, "0"))) : [],
    exact ? tlv("5F2A", bytesOfHex(String(exact.currency).padStart(4, "0"))) : [],
  );
  const application = tlv("61", tlv("4F", [0xf0, ...ascii(SCHEME)]), tlv("50", ascii("Teahouse")), tlv("5A", bytesOfHex(digits)), data);
  return toBase64(Uint8Array.from([...tlv("85", ascii("CPV01")), ...application]));
}

/** Tag, length, value. Nothing of ours is 128 bytes long, so that one byte holds every length. */
function tlv(tag: string, ...parts: readonly Iterable<number>[]): readonly number[] {
  const value = parts.flatMap((part) => [...part]);
  return [...bytesOfHex(tag), value.length, ...value];
}

const ascii = (text: string) => new TextEncoder().encode(text);
