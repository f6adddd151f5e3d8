import type { Quote, TimelineView } from "../../matrix/model";
import { isSaid } from "./rows";

/** What the reply bar shows of the answered message. */
export function quoteOf(view: TimelineView, eventId: string | null): Quote["of"] {
  const item = eventId === null ? undefined : view.items.find((other) => other.eventId === eventId);
  if (!item || !isSaid(item)) return null;
  const money = item.kind === "text" && item.card !== null;
  return {
    key: item.key,
    sender: item.sender,
    kind: money ? "money" : item.kind,
    text: money
      ? ""
      : item.kind === "text" || item.kind === "unknown"
        ? item.text
        : item.caption || (item.kind === "file" ? item.name : ""),
    thumbnail: item.kind === "picture" ? item.thumbnail : null,
  };
}
