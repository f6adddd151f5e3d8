import type { ReactNode } from "react";
import style from "./DayLine.module.css";

/** A line between messages: a day, a time, what happened in the room. `new`: from here on nothing was read yet. */
export function DayLine({ tone = "plain", children }: { tone?: "plain" | "new"; children: ReactNode }) {
  return <p className={tone === "new" ? style.new : style.line}>{children}</p>;
}
