import { useEffect, useState } from "react";
import style from "./Deadline.module.css";

/** How much of a wait is left; drawn anew so often, in milliseconds. */
const TICK_MS = 250;

/** Milliseconds until a moment of `now`'s clock; 0 when it has passed. */
export function useLeft(until: number, now: () => number = Date.now): number {
  const [left, setLeft] = useState(() => Math.max(0, until - now()));
  useEffect(() => {
    const look = () => setLeft(Math.max(0, until - now()));
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [until, now]);
  return left;
}

/** A bar that runs out; the words beside it say the same. `of` is the whole wait, in milliseconds. */
export function Deadline({ left, of }: { left: number; of: number }) {
  return (
    <span className={style.bar} aria-hidden="true">
      <span className={style.left} style={{ width: `${Math.min(100, (100 * left) / of)}%` }} />
    </span>
  );
}

/** `0:42`. */
export function clockOf(left: number): string {
  const seconds = Math.ceil(left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
