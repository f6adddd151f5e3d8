import { useLingui } from "@lingui/react/macro";
import { type ComponentProps, type CSSProperties, type KeyboardEvent, type ReactNode, useId, useState } from "react";
import Shown from "~icons/ph/eye";
import Hidden from "~icons/ph/eye-slash";
import Warning from "~icons/ph/warning-circle-fill";
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
  /** So many lines stand there from the beginning, for what is longer than one; Enter still submits. */
  lines?: number;
}

/** A labelled place to type in. A password is hidden until one asks to see it: it is typed once only. */
export function Field({ label, value, onValue, before, after, note, wrong, code = false, lines, ...input }: FieldProps) {
  const id = useId();
  const { t } = useLingui();
  const { maxLength, type } = input;
  const [shown, setShown] = useState(false);
  const full = maxLength !== undefined && value.length >= maxLength && t`There is room for ${maxLength} characters, and no more.`;
  const typing = {
    ...(code || shown ? { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } : {}),
    className: [style.input, code && style.code, lines && style.area].filter(Boolean).join(" "),
    id,
    value,
    "aria-invalid": wrong ? true : undefined,
    "aria-describedby": wrong || full || note ? `${id}-below` : undefined,
  };
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
        {lines ? (
          <Lines
            {...typing}
            name={input.name}
            enterKeyHint={input.enterKeyHint}
            autoFocus={input.autoFocus}
            lines={lines}
            onValue={onValue}
          />
        ) : (
          <input {...input} {...typing} type={shown ? "text" : type} onChange={(event) => onValue(event.currentTarget.value)} />
        )}
        {type === "password" && <Show shown={shown} onTurn={setShown} />}
        {after && (
          <span className={style.after} role="status">
            {after}
          </span>
        )}
      </div>
      <Below id={`${id}-below`} wrong={wrong} full={full} note={note} />
    </div>
  );
}

function Show({ shown, onTurn }: { shown: boolean; onTurn: (shown: boolean) => void }) {
  const { t } = useLingui();
  return (
    <button className={style.show} type="button" aria-label={t`Show what I type`} aria-pressed={shown} onClick={() => onTurn(!shown)}>
      {shown ? <Shown /> : <Hidden />}
    </button>
  );
}

interface LinesProps extends Omit<ComponentProps<"textarea">, "onChange"> {
  lines: number;
  onValue: (value: string) => void;
}

function Lines({ lines, onValue, ...area }: LinesProps) {
  return (
    <textarea
      {...area}
      autoComplete="off"
      rows={lines}
      style={{ "--lines": lines } as CSSProperties}
      onChange={(event) => onValue(event.currentTarget.value)}
      onKeyDown={submitOnEnter}
    />
  );
}

/** One line at a time: what is wrong goes before what is full, and that before the note. */
function Below({ id, wrong, full, note }: { id: string; wrong: ReactNode; full: string | false; note: ReactNode }) {
  const below = wrong ?? (full || note);
  if (!below) return null;
  return (
    <p className={wrong ? style.why : style.note} id={id} role={wrong ? "alert" : full ? "status" : undefined}>
      {wrong && <Warning />}
      <span>{below}</span>
    </p>
  );
}

function submitOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
