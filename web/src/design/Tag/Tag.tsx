import type { ReactNode } from "react";
import style from "./Tag.module.css";

/** A word about a thing: jade, amber, red or neutral. */
export function Tag({ tone = "neutral", children }: { tone?: "jade" | "amber" | "red" | "neutral"; children: ReactNode }) {
  return <span className={`${style.tag} ${style[tone]}`}>{children}</span>;
}
