import { useCallback, useRef } from "react";
import { useSentence } from "../../design/ErrorLine/sentences";
import { toast } from "../../design/Toast/Toast";
import { Problem } from "../../matrix/model";

/** Runs a verb; a refusal is said in a line at the bottom, because its place may be out of sight by then. */
export function useAttempt() {
  const sentence = useSentence();
  const say = useRef(sentence);
  say.current = sentence;
  return useCallback((verb: Promise<void>, otherwise?: () => void) => {
    verb.catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
      toast(say.current(problem));
      otherwise?.();
    });
  }, []);
}

export type Attempt = ReturnType<typeof useAttempt>;
