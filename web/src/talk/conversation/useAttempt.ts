import { useLingui } from "@lingui/react/macro";
import { useCallback, useRef } from "react";
import { useSentence } from "../../design/ErrorLine/sentences";
import { toast } from "../../design/Toast/Toast";
import { Problem } from "../../matrix/model";

/** Runs a verb; a refusal is said in a line at the bottom, because its place may be out of sight by then. `file`: the name of what was to go. */
export function useAttempt() {
  const { t } = useLingui();
  const sentence = useSentence();
  const words = (problem: Problem, file?: string) =>
    file === undefined ? sentence(problem) : t`${{ name: file }} was not sent. ${{ why: sentence(problem) }}`;
  const say = useRef(words);
  say.current = words;
  return useCallback((verb: Promise<void>, { otherwise, file }: { otherwise?: () => void; file?: string } = {}) => {
    verb.catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
      toast(say.current(problem, file));
      otherwise?.();
    });
  }, []);
}

export type Attempt = ReturnType<typeof useAttempt>;
