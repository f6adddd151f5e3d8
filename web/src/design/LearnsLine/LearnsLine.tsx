import type { ReactNode } from "react";
import style from "./LearnsLine.module.css";

/** Says who learns what, in one plain sentence, wherever something leaves the phone. Never small print. */
export function LearnsLine({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className={style.learns}>
      <span className={style.icon}>{icon}</span>
      <span>{children}</span>
    </p>
  );
}
