import { useEffect, useRef } from "react";

/** What lies over the page, the topmost last; each can be asked to close. */
const layers: (() => void)[] = [];
/** Where the browser was before it moved in its history. */
let here = location.href;

/**
 * The browser's *Back* closes what lies over a page, and does not leave the page under it: for whatever lies there, however
 * much, the page has a second entry in the history. What closes in another way leaves it to whatever opens next. Taking it
 * out would mean to go back on our own, while a link may be leading on.
 */
export function useBack(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const layer = () => latest.current();
    layers.push(layer);
    cover();
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, []);
}

addEventListener("popstate", () => {
  const same = location.href === here;
  here = location.href;
  if (same && marks().under) {
    const top = layers.at(-1);
    if (top) top();
    // Nothing lay there any more, so the page itself was to be left.
    else history.back();
  }
  // What would not close, lay deeper, or stayed over a new page has a second entry there.
  setTimeout(cover);
});

/** Gives the page its second entry, where something lies over it. */
function cover(): void {
  if (layers.length === 0 || marks().over) return;
  here = location.href;
  history.replaceState({ under: true }, "");
  history.pushState({ over: true }, "");
}

function marks(): { readonly under?: boolean; readonly over?: boolean } {
  return (history.state as { under?: boolean; over?: boolean } | null) ?? {};
}
