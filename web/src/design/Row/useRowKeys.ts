import { type FocusEvent, type KeyboardEvent, useState } from "react";

export interface RowKeys {
  /** The number of the row that is the stop of the Tab key. */
  readonly stop: number;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * One stop of the Tab key for a whole list of links: the row that had the focus last, at first `first`. Arrows, Home and End walk.
 * `keys` name the rows in their order, so that the stop stays with its row when others move.
 */
export function useRowKeys(keys: readonly string[], first: string | null): RowKeys {
  const [chosen, setChosen] = useState<string | null>(null);
  const known = [chosen, first].map((key) => (key === null ? -1 : keys.indexOf(key))).find((at) => at >= 0);
  return {
    stop: known ?? 0,
    onFocus: ({ currentTarget, target }) => {
      const at = rowsIn(currentTarget).indexOf(target as HTMLElement);
      if (at >= 0) setChosen(keys[at] ?? null);
    },
    onKeyDown: (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const rows = rowsIn(event.currentTarget);
      const next = rows[target(event.key, rows.indexOf(event.target as HTMLElement), rows.length)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    },
  };
}

/** Where a key leads from the row at that number; out of the list's bounds where it leads nowhere. */
function target(key: string, at: number, count: number): number {
  if (at < 0) return -1;
  switch (key) {
    case "ArrowUp":
      return at - 1;
    case "ArrowDown":
      return at + 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}

function rowsIn(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[data-row]")];
}
