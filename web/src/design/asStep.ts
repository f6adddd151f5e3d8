import type { MouseEvent } from "react";

/** For a link from step to step of one way: the browser's *Back* leads to where the way began. */
export function asStep(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  location.replace(event.currentTarget.href);
}
