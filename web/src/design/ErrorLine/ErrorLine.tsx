import { type ReactNode, useEffect, useState } from "react";
import Warning from "~icons/ph/warning-circle-fill";
import type { Problem } from "../../matrix/model";
import style from "./ErrorLine.module.css";
import { useSentence } from "./sentences";

/** What happened, what was not done, what to do: where it arose, in ink with a red icon. */
export function ErrorLine({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={style.error} role="alert">
      <Warning className={style.icon} />
      <div className={style.words}>
        <p>{children}</p>
        {action}
      </div>
    </div>
  );
}

/** The same for what a verb was refused for; draws nothing where there is no problem or the person cancelled it. */
export function ProblemLine({ problem, action }: { problem: Problem | null; action?: ReactNode }) {
  const sentence = useSentence();
  if (!problem || problem.code === "cancelled") return null;
  if (problem.code === "rateLimited" && problem.retryAfterMs) {
    return <WaitLine problem={problem} wait={problem.retryAfterMs} action={action} />;
  }
  return <ErrorLine action={action}>{sentence(problem)}</ErrorLine>;
}

/** Counts down once a second, and is gone when it is time; who listens hears it once. */
function WaitLine({ problem, wait, action }: { problem: Problem; wait: number; action: ReactNode }) {
  const sentence = useSentence();
  const left = useLeft(problem, wait);
  if (left <= 0) return null;
  return (
    <ErrorLine action={action}>
      <span className="sr">{sentence({ code: "rateLimited", retryAfterMs: wait })}</span>
      <span className={style.count} aria-hidden="true">
        {sentence({ code: "rateLimited", retryAfterMs: left })}
      </span>
    </ErrorLine>
  );
}

/** Milliseconds that are left of a wait, from when its problem came. */
function useLeft(problem: Problem, wait: number): number {
  const [of, setOf] = useState({ problem, left: wait });
  // Drawn at once with the whole wait of a problem that has just come.
  if (of.problem !== problem) setOf({ problem, left: wait });
  useEffect(() => {
    const until = Date.now() + wait;
    const timer = setInterval(() => {
      const left = until - Date.now();
      if (left <= 0) clearInterval(timer);
      setOf({ problem, left });
    }, 1_000);
    return () => clearInterval(timer);
  }, [problem, wait]);
  return of.left;
}
