import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { TimelineView } from "../../matrix/model";
import { isLine } from "./rows";

/** Long enough for a screen reader to have taken it up; afterwards nothing of it stays in the page. */
const SAID_MS = 3_000;

/** Reads out what others say while the conversation is open; what was there before, and older pages, stay silent. */
export function NewMessages({ view }: { view: TimelineView }) {
  const { t } = useLingui();
  const [said, setSaid] = useState<{ readonly key: string; readonly words: string } | null>(null);
  const newest = view.items.at(-1);
  const before = useRef(view.freshness === "live" ? newest?.key : undefined);

  useEffect(() => {
    const known = before.current;
    before.current = view.freshness === "live" ? newest?.key : undefined;
    if (known === undefined || !newest || newest.key === known || newest.own || isLine(newest)) return;
    const { key } = newest;
    const name = newest.sender.name;
    if (newest.kind === "text" && newest.card?.kind === "tally") setSaid({ key, words: t`${{ name }} asks for money` });
    else if (newest.kind === "text" && newest.card) setSaid({ key, words: t`Money from ${{ name }}` });
    else if (newest.kind === "text") setSaid({ key, words: `${name}: ${newest.text}` });
    else if (newest.kind === "picture") setSaid({ key, words: t`${{ name }}: Picture` });
    else if (newest.kind === "file") setSaid({ key, words: `${name}: ${newest.name}` });
    else setSaid({ key, words: t`New message from ${{ name }}` });
  }, [view.freshness, newest, t]);

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  // What is deleted for everyone is gone from here in the same moment.
  const stands = said && view.items.some((item) => item.key === said.key && item.kind !== "deleted");
  return (
    <div className="sr" aria-live="polite">
      {stands ? said.words : ""}
    </div>
  );
}
