import { minorOf } from "../../../../design/Amount/money";
import type { TallyWanted } from "../../../../matrix/model";

export const CURRENCY = "CNY";
/** Minor units that are asked for at once, and people who share a bill: the house's limits. */
export const MINOR_MAX = 5_000_000;
export const PARTS_MAX = 50;
/** Characters of what it is for. */
export const NOTE_MAX = 80;

/** Alike shares: where the total does not divide, the first ones have one more. The house divides by the same rule. */
export function equally(total: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, nth) => Math.floor(total / count) + (nth < total % count ? 1 : 0));
}

/** What somebody has put into the form. */
export interface Splitting {
  readonly total: number | null;
  readonly me: string;
  readonly note: string;
  /** All alike: who of the others is ticked, and whether whoever asks has a part. */
  readonly alike: boolean;
  readonly ticked: readonly string[];
  readonly withMe: boolean;
  /** Else as it is typed for each; what is empty is not asked. */
  readonly typed: Readonly<Record<string, string>>;
}

/** Why nothing can be asked for yet. */
export type Unready = "nothing" | "tooMuch" | "nobody" | "tooMany" | "noAmount" | "above" | "tooSmall";

/** What the form comes to: who pays how much, what is left for whoever asks, and what goes to the house. */
export interface Outcome {
  readonly shares: Readonly<Record<string, number>>;
  /** What whoever asks keeps; below zero where the parts are more than the whole. */
  readonly own: number;
  readonly unready: Unready | null;
  readonly wanted: TallyWanted | null;
}

/** Divides. The fen that does not divide is first of whoever asks. */
export function split(form: Splitting): Outcome {
  const total = form.total ?? 0;
  const others = form.alike ? form.ticked : Object.keys(form.typed).filter((who) => form.typed[who]?.trim());
  const minors = form.alike ? alike(form, total) : others.map((who) => minorOf(form.typed[who] ?? "", CURRENCY));
  const given = minors.reduce<number>((sum, minor) => sum + (minor ?? 0), 0);
  const own = total - given;
  const shares = Object.fromEntries(others.map((who, nth) => [who, minors[nth] ?? 0]));
  const unready = whyNot(form, others.length, minors, own);
  const amount = { minor: total, currency: CURRENCY };
  const parts = [...(own > 0 ? [{ who: form.me, minor: own }] : []), ...others.map((who, nth) => ({ who, minor: minors[nth] ?? 0 }))];
  return { shares, own, unready, wanted: unready ? null : { amount, parts, note: form.note.trim() } };
}

function alike({ ticked, withMe }: Splitting, total: number): readonly number[] {
  const all = equally(total, ticked.length + (withMe ? 1 : 0));
  return withMe ? all.slice(1) : all;
}

function whyNot(
  { total, withMe, alike: isAlike }: Splitting,
  others: number,
  minors: readonly (number | null)[],
  own: number,
): Unready | null {
  if (!total) return "nothing";
  if (total > MINOR_MAX) return "tooMuch";
  if (others === 0) return "nobody";
  if (others + (own > 0 ? 1 : 0) > PARTS_MAX) return "tooMany";
  if (own < 0) return "above";
  if (isAlike) return minors.includes(0) || (withMe && own === 0) ? "tooSmall" : null;
  return minors.every((minor) => minor) ? null : "noAmount";
}
