import type { ReactNode } from "react";
import style from "./Switch.module.css";

interface SwitchProps {
  label: ReactNode;
  note?: ReactNode;
  on: boolean;
  onTurn: (on: boolean) => void;
  disabled?: boolean;
}

/** A thing that is on or off at once; its words are part of what can be tapped. */
export function Switch({ label, note, on, onTurn, disabled = false }: SwitchProps) {
  return (
    <label className={style.switch}>
      <span className={style.words}>
        <span className={style.label}>{label}</span>
        {note && <span className={style.note}>{note}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        className={style.input}
        checked={on}
        aria-checked={on}
        disabled={disabled}
        onChange={(event) => onTurn(event.currentTarget.checked)}
      />
    </label>
  );
}
