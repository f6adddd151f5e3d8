import type { ReactNode } from "react";
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
  return <ErrorLine action={action}>{sentence(problem)}</ErrorLine>;
}
