import { useEffect, useState } from "react";
import { Problem, type ProblemCode } from "../../matrix/model";
import { useMatrix } from "../../matrix/react";

/** So long the person must have stopped typing before the house is asked, in milliseconds. */
const PAUSE = 350;

/** So long after it did not answer the house is asked again, unless it says otherwise, in milliseconds. */
const AGAIN = 3_000;

export type HandleCheck =
  | { readonly state: "empty" | "checking" | "free" }
  /** Nobody can take it. */
  | { readonly state: "problem"; readonly code: ProblemCode }
  /** The house did not say; taking it tells. */
  | { readonly state: "unanswered"; readonly code: ProblemCode; readonly retryAfterMs: number | null };

/** Asks the house, while a newcomer types, whether the handle is free; until it says so. */
export function useHandleCheck(handle: string): HandleCheck {
  const matrix = useMatrix();
  const [checked, setChecked] = useState<{ handle: string; check: HandleCheck }>({ handle: "", check: { state: "empty" } });

  useEffect(() => {
    if (!handle) return;
    let newest = true;
    const answer = (check: HandleCheck) => newest && setChecked({ handle, check });
    const ask = async () => {
      try {
        const code = await matrix.handleProblem(handle);
        answer(code ? { state: "problem", code } : { state: "free" });
      } catch (refusal) {
        if (!(refusal instanceof Problem)) throw refusal;
        answer({ state: "unanswered", code: refusal.code, retryAfterMs: refusal.retryAfterMs });
        if (newest) timer = setTimeout(ask, refusal.retryAfterMs ?? AGAIN);
      }
    };
    let timer = setTimeout(ask, PAUSE);
    return () => {
      newest = false;
      clearTimeout(timer);
    };
  }, [handle, matrix]);

  if (!handle) return { state: "empty" };
  return checked.handle === handle ? checked.check : { state: "checking" };
}
