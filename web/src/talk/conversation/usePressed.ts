import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";

/** A finger that rests this long means more than a tap. */
const LONG_MS = 450;
/** It may tremble by so many CSS pixels. */
const TREMBLE = 10;
/** A click that comes so soon after a long press is its echo. */
const ECHO_MS = 500;

interface Press {
  readonly timer: number;
  readonly x: number;
  readonly y: number;
  readonly on: HTMLElement;
  /** It has rested long enough. */
  held: boolean;
}

/**
 * The handlers of something on which a finger can rest, or a mouse press its second button. What it opens comes when the
 * finger leaves, because leaving would close it again; until then the thing gives way a little.
 */
export function usePressed(onLong: () => void) {
  const press = useRef<Press | null>(null);
  const echoUntil = useRef(0);
  const stop = () => {
    if (!press.current) return;
    clearTimeout(press.current.timer);
    delete press.current.on.dataset.held;
    press.current = null;
  };
  const end = (event: PointerEvent) => {
    const held = press.current?.held ?? false;
    stop();
    if (!held) return;
    echoUntil.current = event.timeStamp + ECHO_MS;
    requestAnimationFrame(onLong);
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);

  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      stop();
      if (event.pointerType === "mouse") return;
      const on = event.currentTarget;
      const timer = window.setTimeout(() => {
        if (!press.current) return;
        press.current.held = true;
        on.dataset.held = "";
        navigator.vibrate?.(10);
      }, LONG_MS);
      press.current = { timer, x: event.clientX, y: event.clientY, on, held: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = press.current;
      if (from && !from.held && Math.hypot(event.clientX - from.x, event.clientY - from.y) > TREMBLE) stop();
    },
    onPointerUp: end,
    // Scrolling takes the finger away, unless it has rested before.
    onPointerCancel: end,
    onClickCapture: (event: MouseEvent) => {
      // The same finger must not also open the picture or the link under it.
      if (event.timeStamp > echoUntil.current) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onContextMenu: (event: MouseEvent) => {
      // A link and chosen words keep the browser's own menu.
      const byMouse = (event.nativeEvent as { pointerType?: string }).pointerType === "mouse";
      if (byMouse && ((event.target as Element).closest("a") || !getSelection()?.isCollapsed)) return;
      event.preventDefault();
      if (byMouse) onLong();
    },
  };
}
