import type { Logger } from "matrix-js-sdk/lib/logger";
import { logger as shared } from "../sdk.ts";

const nothing = () => {};
/** Said at every start, of rules that this house does without. */
const RULES_OF_OTHERS = /^(Missing|Adding) default global \w+ push rule/u;

/** The SDK tells the console everything, room by room; only what goes wrong is of use there. */
export const quietLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: (...said: unknown[]) => {
    if (!RULES_OF_OTHERS.test(String(said[0]))) console.warn(...said);
  },
  error: (...said: unknown[]) => console.error(...said),
  getChild: () => quietLogger,
};

/** For the parts of the SDK that are given no logger. Theirs is loglevel's, which its type does not say. */
export function quietenSdk(): void {
  (shared as typeof shared & { setLevel: (level: "warn", persist: boolean) => void }).setLevel("warn", false);
}
