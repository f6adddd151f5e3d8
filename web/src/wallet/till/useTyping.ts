import { useEffect, useRef } from "react";
import type { Key } from "../../design/Keypad/Keypad";

/** What a key of a keyboard means at a till; null for what means nothing there. */
export function meantBy(key: string): Key | "clear" | "enter" | null {
  if (/^[0-9.]$/u.test(key)) return key as Key;
  const others: Readonly<Record<string, Key | "clear" | "enter">> = { ",": ".", Backspace: "back", Escape: "clear", Enter: "enter" };
  return others[key] ?? null;
}

interface Typing {
  readonly onKey: (key: Key) => void;
  readonly onClear: () => void;
  readonly onEnter: () => void;
}

/** A keyboard writes into the window of a till, wherever the focus is: but not while a sheet lies over it, nor for what has the focus and takes the key. */
export function useTyping(typing: Typing): void {
  const latest = useRef(typing);
  latest.current = typing;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const meant = meantBy(event.key);
      const takes = meant === "enter" ? "a, button, input, textarea, select" : "input, textarea, select";
      const elsewhere = event.target instanceof Element && event.target.closest(takes);
      const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (meant === "enter" && event.repeat);
      if (meant === null || elsewhere || held || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      if (meant === "enter") latest.current.onEnter();
      else if (meant === "clear") latest.current.onClear();
      else latest.current.onKey(meant);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
