import type { MouseEvent } from "react";

/**
 * For a link between the steps of one way: the page that it leads to takes the place of this one in the history, so that the
 * browser's *Back* leads to where the way began.
 */
export function replaceEntry(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  location.replace(event.currentTarget.href);
}
