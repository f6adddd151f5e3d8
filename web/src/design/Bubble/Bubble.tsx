import type { ReactNode } from "react";
import style from "./Bubble.module.css";

interface BubbleProps {
  /** Celadon, and to the right. */
  own: boolean;
  /** The corner towards the speaker is sharp: the last that one says in one breath. */
  last: boolean;
  /** `quiet`: what cannot be read any more, or not yet. `bare`: no glaze around it, for emoji alone. */
  tone?: "said" | "quiet" | "bare";
  /** Stands without inner room, e.g. a picture with words below. */
  flush?: boolean;
  children: ReactNode;
}

/** What somebody said. */
export function Bubble({ own, last, tone = "said", flush = false, children }: BubbleProps) {
  const className = [style.bubble, own ? style.own : style.theirs, last && style.last, style[tone], flush && style.flush];
  return <div className={className.filter(Boolean).join(" ")}>{children}</div>;
}
