import type { ReactNode } from "react";
import style from "./Chip.module.css";

/** One of several ways to narrow a list; the chosen one is ink. */
export function Chip({ chosen, onClick, children }: { chosen: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={style.chip} aria-pressed={chosen} onClick={onClick}>
      <span>{children}</span>
    </button>
  );
}

/** Chips beside each other, in as many lines as they need. */
export function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={style.chips} aria-label={label}>
      {children}
    </fieldset>
  );
}
