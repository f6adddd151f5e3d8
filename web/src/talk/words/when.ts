import { region } from "../../design/region";

/** Times and sizes as people read them. All take the reader's language; the clock has 24 hours in both. */

const DAY_MS = 86_400_000;

/** The first moment of the day that `time` lies in, where the reader is. */
export function startOfDay(time: number): number {
  const day = new Date(time);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

/** Whole days between two moments as a calendar counts them; a day of 23 or 25 hours counts as one. */
export function daysBetween(earlier: number, later: number): number {
  return Math.round((startOfDay(later) - startOfDay(earlier)) / DAY_MS);
}

/** `17:42` */
export function clockTime(time: number, locale: string): string {
  return format(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, time);
}

/** What stands at the right of a chat: the time today, then *Yesterday*, the weekday, the date. */
export function listTime(time: number, now: number, locale: string): string {
  const days = daysBetween(time, now);
  if (days <= 0) return clockTime(time, locale);
  if (days === 1) return yesterday(locale);
  if (days < 7) return format(locale, { weekday: "short" }, time);
  if (sameYear(time, now)) return format(locale, { day: "numeric", month: "short" }, time);
  return format(locale, { day: "numeric", month: "short", year: "numeric" }, time);
}

/** What stands above the first message of a day. */
export function dayName(time: number, now: number, locale: string): string {
  const days = daysBetween(time, now);
  if (days === 0) return capital(new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "day"), locale);
  if (days === 1) return yesterday(locale);
  if (days > 1 && days < 7) return format(locale, { weekday: "long" }, time);
  if (sameYear(time, now)) return format(locale, { weekday: "long", day: "numeric", month: "long" }, time);
  return format(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" }, time);
}

/** Day and time in full, for screen readers and details. */
export function fullTime(time: number, locale: string): string {
  return format(locale, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, time);
}

/** `1.4 MB`; thousands rather than 1,024s, as phones count. */
export function fileSize(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[power] ?? "byte",
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power >= 2 && value < 100 ? 1 : 0,
  }).format(value);
}

/** `A, B and C` */
export function list(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(region(locale), { type: "conjunction" }).format(names);
}

function yesterday(locale: string): string {
  return capital(new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-1, "day"), locale);
}

function capital(word: string, locale: string): string {
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}

function sameYear(a: number, b: number): boolean {
  return new Date(a).getFullYear() === new Date(b).getFullYear();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than formatting: a list of a thousand rows shares a handful. */
function format(locale: string, options: Intl.DateTimeFormatOptions, time: number): string {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(region(locale), options);
    formats.set(key, made);
  }
  return made.format(time);
}
