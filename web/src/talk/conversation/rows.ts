import type { TimelineItem } from "../../matrix/model";
import { startOfDay } from "../words/when";

/** What the message list draws, from top to bottom. */
export type Row =
  /** Nothing was said before. */
  | { readonly kind: "start"; readonly key: "start" }
  /** `time` is that of the message below: a new day, or the same after a pause. */
  | { readonly kind: "day"; readonly key: string; readonly time: number; readonly newDay: boolean }
  | { readonly kind: "new"; readonly key: "new" }
  | LineRow
  | MessageRow;

/** Membership and notices: one thing that happened, or several alike in a row. */
export interface LineRow {
  readonly kind: "line";
  readonly key: string;
  readonly items: readonly LineItem[];
}

export interface MessageRow {
  readonly kind: "message";
  readonly key: string;
  readonly item: MessageItem;
  /** The first and the last that one person said in one breath. */
  readonly first: boolean;
  readonly last: boolean;
  /** The line under the bubble: sent, read, sending, failed. */
  readonly status: boolean;
}

export type LineItem = Extract<TimelineItem, { kind: "membership" | "notice" }>;
export type MessageItem = Exclude<TimelineItem, LineItem>;
/** What can be answered, copied and reacted to. */
export type SaidItem = Extract<TimelineItem, { reactions: readonly unknown[] }>;

/** Messages of one person that are no further apart stand together. */
const RUN_GAP_MS = 5 * 60_000;
/** After such a pause the time is written again. */
const TIME_GAP_MS = 30 * 60_000;

export function isLine(item: TimelineItem): item is LineItem {
  return item.kind === "membership" || item.kind === "notice";
}

export function isSaid(item: TimelineItem): item is SaidItem {
  return "reactions" in item;
}

/** The oldest loaded message gets its day line only when nothing older can come: loading must not move it. */
export function rowsOf(items: readonly TimelineItem[], readUpTo: string | null, atStart: boolean): readonly Row[] {
  const rows: Row[] = atStart ? [{ kind: "start", key: "start" }] : [];
  const newAt = firstNew(items, readUpTo);
  const statuses = statusKeys(items);
  items.forEach((item, index) => {
    const before = items[index - 1];
    const mark = markBefore(item, before, atStart);
    if (mark) rows.push(mark);
    if (index === newAt) rows.push({ kind: "new", key: "new" });
    const lonely = mark !== null || index === newAt;
    if (isLine(item)) {
      addLine(rows, item);
      return;
    }
    const after = items[index + 1];
    rows.push({
      kind: "message",
      key: item.key,
      item,
      first: lonely || !before || !together(before, item),
      last: !after || index + 1 === newAt || !together(item, after),
      status: statuses.has(item.key),
    });
  });
  return rows;
}

function markBefore(item: TimelineItem, before: TimelineItem | undefined, atStart: boolean): Row | null {
  if (!before) return atStart ? { kind: "day", key: `day ${item.key}`, time: item.time, newDay: true } : null;
  const newDay = startOfDay(before.time) !== startOfDay(item.time);
  if (!newDay && (isLine(item) || item.time - before.time < TIME_GAP_MS)) return null;
  return { kind: "day", key: `day ${item.key}`, time: item.time, newDay };
}

/** Ten people who joined one after the other are one line. Its key is its newest item's, because older ones come later. */
function addLine(rows: Row[], item: LineItem): void {
  const before = rows.at(-1);
  if (before?.kind === "line" && before.items.every((other) => alike(other, item))) {
    rows[rows.length - 1] = { kind: "line", key: item.key, items: [...before.items, item] };
  } else {
    rows.push({ kind: "line", key: item.key, items: [item] });
  }
}

function alike(a: LineItem, b: LineItem): boolean {
  if (a.kind !== "membership" || b.kind !== "membership" || a.what !== b.what) return false;
  if (a.whom.userId === b.whom.userId) return false;
  if (a.what === "joined" || a.what === "left") return !a.own && !b.own;
  return a.what === "invited" && a.sender.userId === b.sender.userId;
}

function together(a: TimelineItem, b: TimelineItem): boolean {
  return (
    !isLine(a) &&
    !isLine(b) &&
    a.sender.userId === b.sender.userId &&
    b.time - a.time < RUN_GAP_MS &&
    startOfDay(a.time) === startOfDay(b.time)
  );
}

/** The first item after the last read one, unless the person said all of them on another device. */
function firstNew(items: readonly TimelineItem[], readUpTo: string | null): number {
  if (readUpTo === null) return -1;
  const read = items.findIndex((item) => item.key === readUpTo);
  if (read < 0) return -1;
  const next = items.findIndex((item, index) => index > read && !item.own && !isLine(item));
  return next < 0 ? -1 : read + 1;
}

/** Under the newest own message, and under the newest read one if that is another; what failed or is on its way always says so. */
function statusKeys(items: readonly TimelineItem[]): ReadonlySet<string> {
  const keys = new Set<string>();
  let newest = true;
  let read = false;
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (!item?.own || isLine(item)) continue;
    if (item.send.state !== "sent" || newest) keys.add(item.key);
    newest = false;
    if (item.send.state === "sent" && item.send.readBy > 0 && !read) {
      read = true;
      keys.add(item.key);
    }
  }
  return keys;
}
