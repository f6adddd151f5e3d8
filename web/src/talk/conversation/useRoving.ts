import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Row } from "./rows";

/**
 * One stop of the Tab key for the whole list: the row on which the keyboard stands, at first the newest. Arrows, Home
 * and End move it; Tab goes on to the buttons of that row; Enter, the menu key and Shift + F10 open its actions.
 */
export function useRoving(rows: readonly Row[], scroller: RefObject<HTMLDivElement | null>) {
  const [chosen, setChosen] = useState<string | null>(null);
  const reveal = useRef<(index: number) => void>(() => {});
  const toFocus = useRef<string | null>(null);
  const chosenIndex = chosen === null ? -1 : rows.findIndex((row) => row.key === chosen);
  const index = chosenIndex >= 0 ? chosenIndex : rows.findLastIndex((row) => row.kind === "message");

  useLayoutEffect(() => {
    if (toFocus.current === null) return;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(toFocus.current)}"]`);
    if (!element) return;
    toFocus.current = null;
    element.focus({ preventScroll: true });
  });

  const move = (to: number, step: 1 | -1) => {
    let next = to;
    while (rows[next] && rows[next]?.kind !== "message") next += step;
    const row = rows[next];
    if (!row) return;
    toFocus.current = row.key;
    setChosen(row.key);
    reveal.current(next);
  };

  return {
    key: rows[index]?.key ?? null,
    /** Only a row on which somebody stands must stay in the page. */
    index: chosenIndex,
    reveal,
    onFocus: (event: FocusEvent) => {
      const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset.key;
      if (key !== undefined && key !== chosen) setChosen(key);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("[data-key]");
      if (!row) return;
      const menu =
        event.key === "ContextMenu" || (event.shiftKey && event.key === "F10") || (event.key === "Enter" && event.target === row);
      if (menu) {
        event.preventDefault();
        row.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click();
        return;
      }
      const at = Number(row.dataset.index);
      if (event.key === "ArrowUp") move(at - 1, -1);
      else if (event.key === "ArrowDown") move(at + 1, 1);
      else if (event.key === "Home") move(0, 1);
      else if (event.key === "End") move(rows.length - 1, -1);
      else return;
      event.preventDefault();
    },
  };
}
