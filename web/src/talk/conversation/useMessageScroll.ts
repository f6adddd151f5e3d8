import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { tileSize } from "../../design/MediaTile/tileSize";
import type { TimelineView } from "../../matrix/model";
import { isSaid, type Row } from "./rows";

/** So near to the end counts as seeing the newest message, in CSS pixels. */
const END_SLACK = 80;
/** When opening at the *new* line leaves no more than this below, the list opens at its end. */
const SMALL_REST = 160;
/** Older messages are fetched when so many screens are left above. */
const SCREENS_AHEAD = 2;

interface MessageScroll {
  rows: readonly Row[];
  view: TimelineView;
  scroller: RefObject<HTMLDivElement | null>;
  /** A row that stays in the page though out of sight, because the keyboard stands on it. */
  keep: number;
  loadOlder: () => void;
  onSeen: () => void;
}

/** Where the list stands: at the newest, held while older ones come in above, or where a jump led. */
export function useMessageScroll({ rows, view, scroller, keep, loadOlder, onSeen }: MessageScroll) {
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState<string | null>(null);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (keep < 0 || indexes.includes(keep)) return indexes;
      return [...indexes, keep].sort((a, b) => a - b);
    },
    [keep],
  );
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const virtual = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => estimate(rows[index], rem),
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: END_SLACK,
    overscan: 8,
    // The line that says that older ones are on their way lies in this room.
    paddingStart: view.atStart ? 12 : 4 * rem,
    paddingEnd: 12,
    rangeExtractor,
  });

  useInsertedAbove(rows, atEnd, virtual.scrollToEnd);
  useOpening(rows, scroller, virtual);
  useOwnMessages(view, virtual.scrollToEnd);

  const look = useRef(() => {});
  look.current = () => {
    const element = scroller.current;
    if (!element) return;
    const end = distanceToEnd(element) <= END_SLACK;
    setAtEnd(end);
    const more = view.older === "idle" && !view.atStart && view.freshness === "live";
    if (more && element.scrollTop < SCREENS_AHEAD * element.clientHeight) loadOlder();
    const newest = view.items.at(-1);
    if (end && newest && document.visibilityState === "visible") {
      setSeen(newest.key);
      if (view.freshness === "live") onSeen();
    }
  };
  useEffect(() => look.current());
  useEffect(() => {
    const element = scroller.current;
    const now = () => look.current();
    element?.addEventListener("scroll", now, { passive: true });
    document.addEventListener("visibilitychange", now);
    return () => {
      element?.removeEventListener("scroll", now);
      document.removeEventListener("visibilitychange", now);
    };
  }, [scroller]);
  useKeptEnd(scroller, atEnd, virtual.scrollToEnd);

  return {
    virtual,
    atEnd,
    /** How many from others came since the newest was last seen. */
    below: countBelow(view, seen),
    toNewest: () => virtual.scrollToEnd(),
    reveal: (index: number, align: "auto" | "center" = "auto") => virtual.scrollToIndex(index, { align }),
  };
}

function distanceToEnd(element: HTMLElement): number {
  return element.scrollHeight - element.scrollTop - element.clientHeight;
}

/**
 * Opens at the newest message, or at the *new* line: that may be known a moment later than the messages, and is gone to
 * unless the person has begun to scroll.
 */
function useOpening(
  rows: readonly Row[],
  scroller: RefObject<HTMLDivElement | null>,
  virtual: Pick<Virtualizer<HTMLDivElement, HTMLLIElement>, "scrollToIndex" | "scrollToEnd" | "cancelScroll">,
) {
  const opened = useRef<"not yet" | "end" | "done">("not yet");
  useEffect(() => {
    const element = scroller.current;
    const stop = () => {
      opened.current = "done";
      // Whoever scrolls has the last word over a jump that is still finding its place.
      virtual.cancelScroll();
    };
    const begins = ["wheel", "pointerdown", "keydown"] as const;
    for (const begin of begins) element?.addEventListener(begin, stop, { passive: true });
    return () => {
      for (const begin of begins) element?.removeEventListener(begin, stop);
    };
  }, [scroller, virtual]);
  useLayoutEffect(() => {
    if (opened.current === "done" || rows.length === 0 || !scroller.current) return;
    const fresh = rows.findIndex((row) => row.kind === "new");
    if (fresh < 0) {
      if (opened.current === "not yet") virtual.scrollToEnd();
      opened.current = "end";
      return;
    }
    opened.current = "done";
    virtual.scrollToIndex(fresh, { align: "center" });
    // Heights are guesses until the rows are drawn. If little is new, one sees all of it.
    requestAnimationFrame(() => {
      if (scroller.current && distanceToEnd(scroller.current) < SMALL_REST) virtual.scrollToEnd();
    });
  });
}

/** What the person says here is seen, wherever the list stood. */
function useOwnMessages(view: TimelineView, toEnd: () => void) {
  const newest = view.items.at(-1);
  const before = useRef(newest?.key);
  useLayoutEffect(() => {
    if (newest?.key === before.current) return;
    before.current = newest?.key;
    if (newest?.own && newest.send.state === "sending") toEnd();
  });
}

/** What comes in above the newest, as above one's own message that is on its way, does not push that out of sight: only what is appended is followed. */
function useInsertedAbove(rows: readonly Row[], atEnd: boolean, toEnd: () => void) {
  const before = useRef({ count: rows.length, last: rows.at(-1)?.key });
  useLayoutEffect(() => {
    const { count, last } = before.current;
    before.current = { count: rows.length, last: rows.at(-1)?.key };
    if (atEnd && rows.length > count && rows.at(-1)?.key === last) toEnd();
  });
}

/** A keyboard that comes up, or a composer that grows, does not cover the newest message. */
function useKeptEnd(scroller: RefObject<HTMLDivElement | null>, atEnd: boolean, toEnd: () => void) {
  const keep = useRef(() => {});
  keep.current = () => {
    if (atEnd) toEnd();
  };
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      if (element.clientHeight !== height) keep.current();
      height = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
}

function countBelow(view: TimelineView, seen: string | null): number {
  if (seen === null) return 0;
  let count = 0;
  for (let index = view.items.length - 1; index >= 0; index--) {
    const item = view.items[index];
    if (!item || item.key === seen) return count;
    if (!item.own && item.kind !== "membership" && item.kind !== "notice") count++;
  }
  return 0;
}

/** A guess at a row's height before it was drawn; measured afterwards. */
function estimate(row: Row | undefined, rem: number): number {
  if (row?.kind === "start") return 6.5 * rem;
  if (row?.kind !== "message") return 2.5 * rem;
  const { item, first, status } = row;
  const around = (first ? 10 : 4) + (status ? 1.4 * rem : 0) + (isSaid(item) && item.reactions.length > 0 ? 36 : 0);
  if (item.kind === "picture") return around + (tileSize(item.width, item.height).height / 16) * rem;
  if (item.kind === "file") return around + 4.6 * rem;
  const text = item.kind === "text" ? item.text : "";
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 34)), 0);
  return around + 18 + lines * 1.44 * rem;
}
