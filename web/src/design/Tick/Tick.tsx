import type { ReactNode } from "react";
import style from "./Tick.module.css";

interface TickProps {
  /** An avatar. */
  leading?: ReactNode;
  label: ReactNode;
  /** Right of it: what it comes to. */
  meta?: ReactNode;
  on: boolean;
  onTurn: (on: boolean) => void;
}

/** One of several that may be chosen; all of the line can be tapped. */
export function Tick({ leading, label, meta, on, onTurn }: TickProps) {
  return (
    <label className={style.tick}>
      <input type="checkbox" className={style.box} checked={on} onChange={(event) => onTurn(event.currentTarget.checked)} />
      {leading}
      <span className={style.label}>{label}</span>
      {meta && <span className={style.meta}>{meta}</span>}
    </label>
  );
}
