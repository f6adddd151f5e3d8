import type { ReactNode } from "react";
import { painted } from "../Avatar/painted";
import style from "./EmptyState.module.css";

/** Nothing here yet: one sentence, one button, and perhaps one of the painted things above. */
export function EmptyState({ motif, children, action }: { motif?: string; children: ReactNode; action?: ReactNode }) {
  const picture = motif ? painted.find((thing) => thing.name === motif) : undefined;
  return (
    <div className={style.empty}>
      {picture && <img className={style.motif} src={picture.url} alt="" />}
      <p className={style.sentence}>{children}</p>
      {action && <div className={style.action}>{action}</div>}
    </div>
  );
}
