import Backspace from "~icons/ph/backspace";
import style from "./Keypad.module.css";

/** What a press means: a digit, the point, or taking the last one back. */
export type Key = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "." | "back";

const KEYS: readonly Key[] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "back"];

/** Large keys for figures, with corners: nothing else in the house looks like it. `back`: what the last key does, in words. */
export function Keypad({ label, back, onKey }: { label: string; back: string; onKey: (key: Key) => void }) {
  return (
    <fieldset className={style.keys} aria-label={label}>
      {KEYS.map((key) => (
        <button
          type="button"
          key={key}
          className={key === "back" ? `${style.key} ${style.back}` : style.key}
          aria-label={key === "back" ? back : undefined}
          // Who presses them by mouse and types too goes on by Enter, and does not press the last one again.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onKey(key)}
        >
          {key === "back" ? <Backspace /> : key}
        </button>
      ))}
    </fieldset>
  );
}
