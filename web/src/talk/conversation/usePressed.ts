import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";

/** A finger that rests this long means more than a tap. */
const LONG_MS = 450;
/** It may tremble by so many CSS pixels. */
const TREMBLE = 10;

/** The handlers of something on which a finger can rest, or a mouse press its second button. */
export function usePressed(onLong: () => void) {
  const press = useRef<{ timer: number; x: number; y: number } | null>(null);
  const stop = () => {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  return {
    onPointerDown: (event: PointerEvent) => {
      stop();
      if (event.pointerType === "mouse") return;
      const timer = window.setTimeout(() => {
        stop();
        navigator.vibrate?.(10);
        onLong();
      }, LONG_MS);
      press.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = press.current;
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > TREMBLE) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event: MouseEvent) => {
      // A link and chosen words keep the browser's own menu.
      if ((event.target as Element).closest("a") || !getSelection()?.isCollapsed) return;
      event.preventDefault();
      if (press.current || (event.nativeEvent as { pointerType?: string }).pointerType === "mouse") {
        stop();
        onLong();
      }
    },
  };
}
