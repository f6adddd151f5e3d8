import { region } from "../region";

/** Money as the house counts it: minor units (fen, cents) and a currency of ISO 4217. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

type Sign = "never" | "always" | "below";

const DISPLAY = { never: "never", always: "exceptZero", below: "negative" } as const;

/** `¥2,846.30`; with `always`, `+¥200.00` and `−¥553.00`; with `below`, a sign only for less than nothing. */
export function moneyText(money: Money, locale: string, sign: Sign = "never"): string {
  return moneyParts(money, locale, sign)
    .map((part) => part.value)
    .join("");
}

/** The same in pieces, so that the currency's sign can be drawn smaller. */
export function moneyParts({ minor, currency }: Money, locale: string, sign: Sign = "never"): readonly Intl.NumberFormatPart[] {
  const shown = sign === "never" ? Math.abs(minor) : minor;
  return formatter(currency, locale, DISPLAY[sign]).formatToParts(decimal(shown, digitsOf(currency)));
}

/** `12.50` for 1250: as text, because a quotient of large amounts would be off by some fen. */
function decimal(minor: number, digits: number): Intl.StringNumericLiteral {
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  const [whole, fraction] = [text.slice(0, text.length - digits), text.slice(text.length - digits)];
  return `${minor < 0 ? "-" : ""}${whole}.${fraction}0` as Intl.StringNumericLiteral;
}

/** How many digits stand behind the point: 2 for CNY, 0 for JPY. */
export function digitsOf(currency: string): number {
  return formatter(currency, "en", "never").resolvedOptions().maximumFractionDigits ?? 2;
}

/** What somebody typed, in minor units; null for what is no amount: `12`, `12.5`, `12,50`. */
export function minorOf(typed: string, currency: string): number | null {
  const found = /^\s*(\d{1,12})(?:[.,。，](\d*))?\s*$/u.exec(typed.normalize("NFKC"));
  const fraction = found?.[2] ?? "";
  const digits = digitsOf(currency);
  if (!found || fraction.length > digits) return null;
  return Number(found[1]) * 10 ** digits + Number(fraction.padEnd(digits, "0") || 0);
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(currency: string, locale: string, signDisplay: (typeof DISPLAY)[Sign]): Intl.NumberFormat {
  const key = `${currency} ${locale} ${signDisplay}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.NumberFormat(region(locale), { style: "currency", currency, currencyDisplay: "narrowSymbol", signDisplay });
    formatters.set(key, made);
  }
  return made;
}
