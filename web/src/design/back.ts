import { useEffect, useRef } from "react";

/** What lies over the page, the topmost last; each can be asked to close. */
const layers: (() => void)[] = [];
/** The page over which it lies. */
let page = "";
/** Our own entry is being taken out of the browser's history. */
let leaving = false;

/**
 * The browser's *Back* closes what lies over a page, and does not leave the page under it. While something is open the
 * history has an entry more, one for however much lies there.
 */
export function useBack(close: () => void): void {
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    const layer = () => latest.current();
    layers.push(layer);
    settle();
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      // One sheet may give way to the next: they share the entry.
      setTimeout(settle);
    };
  }, []);
}

addEventListener("popstate", () => {
  // Who follows a link has not asked to close anything.
  if (!leaving && !isOurs() && location.href === page) layers.at(-1)?.();
  leaving = false;
  setTimeout(settle);
});

/** Brings the history in line with what is open; what would not close keeps its entry. */
function settle(): void {
  if (leaving) return;
  if (layers.length > 0 && !isOurs()) {
    page = location.href;
    history.pushState({ over: true }, "");
  } else if (layers.length === 0 && isOurs()) {
    leaving = true;
    history.back();
  }
}

function isOurs(): boolean {
  return (history.state as { over?: boolean } | null)?.over === true;
}
