import { useCallback, useEffect, useRef } from "react";
import { Problem, type TimelineView } from "../../matrix/model";
import { useMatrix } from "../../matrix/react";

/** Marks the room as read when its newest message is in sight, once for each. */
export function useSeen(roomId: string, view: TimelineView) {
  const matrix = useMatrix();
  const attempted = useRef<string | null>(null);
  const newest = view.items.findLast((item) => item.eventId !== null)?.key ?? null;
  const look = useRef(() => {});
  look.current = () => {
    if (newest === null || newest === attempted.current || !document.hasFocus()) return;
    attempted.current = newest;
    matrix.markRead(roomId).catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
      // The next look tries again.
      attempted.current = null;
    });
  };
  useEffect(() => {
    const now = () => look.current();
    window.addEventListener("focus", now);
    return () => window.removeEventListener("focus", now);
  }, []);
  return useCallback(() => look.current(), []);
}
