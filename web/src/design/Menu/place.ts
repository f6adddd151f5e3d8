/** Between the menu and the edge of the screen, and between the menu and its thing, in pixels. */
const EDGE = 8;
const GAP = 6;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below the thing if there is room, else above it, else over the middle of what is seen of it, and never beyond the screen. */
export function place(
  thing: Pick<DOMRect, "left" | "right" | "top" | "bottom">,
  menu: Size,
  screen: Size,
): { readonly left: number; readonly top: number } {
  const below = thing.bottom + GAP;
  const above = thing.top - GAP - menu.height;
  const middle = (Math.max(0, thing.top) + Math.min(screen.height, thing.bottom) - menu.height) / 2;
  const top = below + menu.height + EDGE <= screen.height ? below : above >= EDGE ? above : middle;
  // A thing in the right half has its menu flush right.
  const left = (thing.left + thing.right) / 2 > screen.width / 2 ? thing.right - menu.width : thing.left;
  return {
    left: Math.max(EDGE, Math.min(left, screen.width - EDGE - menu.width)),
    top: Math.max(EDGE, Math.min(top, screen.height - EDGE - menu.height)),
  };
}
