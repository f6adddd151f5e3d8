/** Signs that turn the direction of what follows them, or set it apart from what stands around it. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [APART, TOGETHER] = ["\u2068", "\u2069"];

/** Unicode gives these two no character ever, so that nobody's name has a use for them. */
const BACKSLASH = "\ufdd0";
const FULL_STOP = "\ufdd1";

/** What somebody wrote, in a sentence of ours: it turns nothing around it, and nothing around it turns it. */
export function apart(value: string): string {
  const said = value.replace(TURNING, "");
  return RIGHT_TO_LEFT.test(said) ? APART + said + TOGETHER : said;
}

/** Comes behind a value that ends like a sentence: the sentence around it then needs no full stop of its own. */
export function endOf(value: string): string {
  return /[.。]\s*$/u.test(value) ? FULL_STOP : "";
}

/** A value as Lingui may have it: it would read `\u0041` as a letter, wherever that stands. */
export function toLingui(value: unknown): unknown {
  return typeof value === "string" ? (apart(value) + endOf(value)).replaceAll("\\", BACKSLASH) : value;
}

/** The sentence that Lingui made of such values. */
export function fromLingui(sentence: string): string {
  return sentence.replaceAll(BACKSLASH, "\\").replace(/\ufdd1[.。]?/gu, "");
}
