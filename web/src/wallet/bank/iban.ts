const GROUP = 4;
const LENGTH_MIN = 15;
const LENGTH_MAX = 34;

/** What was typed without its spaces, in capitals. */
export const plainIban = (typed: string): string => typed.replace(/\s/gu, "").toUpperCase();

/** As people read it: in groups of four. */
export const grouped = (text: string): string => text.replace(new RegExp(`(.{${GROUP}})(?=.)`, "gu"), "$1 ");

/** Whether it is an account's number with its check digits right: ISO 13616. */
export function isIban(plain: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z\d]+$/u.test(plain) || plain.length < LENGTH_MIN || plain.length > LENGTH_MAX) return false;
  let remainder = 0;
  for (const letter of plain.slice(GROUP) + plain.slice(0, GROUP)) {
    const value = Number.parseInt(letter, 36);
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97;
  }
  return remainder === 1;
}
