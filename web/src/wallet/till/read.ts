import { luhnHolds } from "../codes/luhn";

/** How base64 of every consumer-presented code begins. */
const CONSUMER = /^hQVDUFY[A-Za-z0-9+/]{20,}={0,2}$/u;
const DIGITS = /^79\d{16}$/u;

/** A merchant-presented code of any scheme: objects of two digits and two of length, and the checksum last. */
const MERCHANT = /^\d{4}.+6304[0-9A-Fa-f]{4}$/su;

/** What was scanned or typed, as the house takes it; null for what is no code of ours. */
export function codeIn(text: string): string | null {
  const bare = text.normalize("NFKC").replace(/[\s\u2010-\u2015-]/gu, "");
  if (DIGITS.test(bare) && luhnHolds(bare)) return bare;
  return CONSUMER.test(text.trim()) ? text.trim() : null;
}

/** What a payer may scan: a payee's code, of whatever scheme; and one that pays, which the house then says. */
export function payeeCodeIn(text: string): string | null {
  const trimmed = text.trim();
  return MERCHANT.test(trimmed) ? trimmed : codeIn(text);
}
