import type { ReactNode } from "react";
import style from "./DayLine.module.css";

/** A line between messages: a day, a time, what happened in the room. `small`: one of several. `new`: from here on nothing was read yet. */
export function DayLine({ tone = "plain", children }: { tone?: "plain" | "new" | "small"; children: ReactNode }) {
  return <p className={{ plain: style.line, small: style.small, new: style.new }[tone]}>{children}</p>;
}
