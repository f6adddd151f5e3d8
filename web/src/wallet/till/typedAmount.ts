import { digitsOf } from "../../design/Amount/money";
import type { Key } from "../../design/Keypad/Keypad";

/** As many figures before the point as a till needs. */
const WHOLE_MAX = 7;

/** What stands in the window of a till after a key: `""`, `4`, `46.`, `46.5`. A key that cannot be meant changes nothing. */
export function pressed(typed: string, key: Key, currency: string): string {
  if (key === "back") return typed.slice(0, -1);
  const [whole = "", fraction] = typed.split(".");
  const places = digitsOf(currency);
  if (key === ".") return fraction !== undefined || places === 0 ? typed : `${whole || "0"}.`;
  if (fraction !== undefined) return fraction.length < places ? typed + key : typed;
  if (whole === "0") return key;
  return whole.length < WHOLE_MAX ? typed + key : typed;
}

/** In minor units. */
export function amountOf(typed: string, currency: string): number {
  const [whole = "", fraction = ""] = typed.split(".");
  return Number(whole + fraction.padEnd(digitsOf(currency), "0"));
}
