import { useLingui } from "@lingui/react/macro";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { toast } from "../../design/Toast/Toast";
import type { Timeline, TimelineView } from "../../matrix/model";
import type { MessageListHandle } from "./MessageList";

/** So many older pages are fetched in search of a quoted message. */
const PAGES = 10;
/** The found message shines so long. */
const SHINES_MS = 1_700;

/** Leads to a quoted message, however far up it is. */
export function useJump(view: TimelineView, timeline: Timeline, list: RefObject<MessageListHandle | null>) {
  const { t } = useLingui();
  const [sought, setSought] = useState<{ readonly eventId: string; readonly pages: number } | null>(null);
  const [found, setFound] = useState<string | null>(null);
  const lost = useRef(() => {});
  lost.current = () => toast(t`That message is not here any more.`);

  useEffect(() => {
    if (!sought) return;
    if (list.current?.jumpTo(sought.eventId)) {
      setSought(null);
      setFound(sought.eventId);
    } else if (view.older === "idle" && !view.atStart && sought.pages < PAGES) {
      const next = { ...sought, pages: sought.pages + 1 };
      void timeline.loadOlder().then(() => setSought((now) => (now === sought ? next : now)));
    } else if (view.older !== "loading") {
      setSought(null);
      lost.current();
    }
  }, [sought, view, timeline, list]);

  useEffect(() => {
    if (found === null) return;
    const timer = setTimeout(() => setFound(null), SHINES_MS);
    return () => clearTimeout(timer);
  }, [found]);

  const jumpTo = useCallback((eventId: string) => setSought({ eventId, pages: 0 }), []);
  return { found, jumpTo };
}
