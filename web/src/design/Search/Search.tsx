import Glass from "~icons/ph/magnifying-glass";
import Cross from "~icons/ph/x-circle-fill";
import style from "./Search.module.css";

interface SearchProps {
  /** What is searched; also the words in the empty line. */
  label: string;
  /** The words of the button that empties it. */
  clear: string;
  value: string;
  onValue: (value: string) => void;
  /** Whether writing begins at once. */
  focus?: boolean;
}

/** A line to search by. */
export function Search({ label, clear, value, onValue, focus = false }: SearchProps) {
  return (
    <div className={style.search}>
      <Glass className={style.glass} />
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: where a button opens the line, writing in it is what comes next
        autoFocus={focus}
        className={style.input}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        enterKeyHint="search"
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
      {value && (
        <button type="button" className={style.clear} aria-label={clear} onClick={() => onValue("")}>
          <Cross />
        </button>
      )}
    </div>
  );
}
