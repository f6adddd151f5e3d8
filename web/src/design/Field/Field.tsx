import { type ComponentProps, type ReactNode, useId } from "react";
import style from "./Field.module.css";

interface FieldProps extends Omit<ComponentProps<"input">, "className" | "id" | "children" | "value" | "onChange"> {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** Stands before what is typed, e.g. `@`. */
  before?: string;
  /** Stands behind it: a short word on what was typed. */
  after?: ReactNode;
  /** A line below. */
  note?: ReactNode;
  /** Why this value will not do; replaces the note and is read out. */
  wrong?: ReactNode;
  /** Codes and handles: tabular, no spelling, no capitals. */
  code?: boolean;
}

/** A labelled line to type in. */
export function Field({ label, value, onValue, before, after, note, wrong, code = false, ...input }: FieldProps) {
  const id = useId();
  const below = wrong ?? note;
  return (
    <div className={style.field}>
      <label className={style.label} htmlFor={id}>
        {label}
      </label>
      <div className={wrong ? `${style.box} ${style.wrong}` : style.box}>
        {before && (
          <span className={style.before} aria-hidden="true">
            {before}
          </span>
        )}
        <input
          {...input}
          {...(code ? { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } : {})}
          className={code ? `${style.input} ${style.code}` : style.input}
          id={id}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={below ? `${id}-below` : undefined}
        />
        {after && (
          <span className={style.after} role="status">
            {after}
          </span>
        )}
      </div>
      {below && (
        <p className={wrong ? style.why : style.note} id={`${id}-below`} role={wrong ? "alert" : undefined}>
          {below}
        </p>
      )}
    </div>
  );
}
