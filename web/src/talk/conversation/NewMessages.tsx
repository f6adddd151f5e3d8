import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { TimelineView } from "../../matrix/model";
import { isLine } from "./rows";

/** Reads out what others say while the conversation is open; what was there before, and older pages, stay silent. */
export function NewMessages({ view }: { view: TimelineView }) {
  const { t } = useLingui();
  const [said, setSaid] = useState("");
  const newest = view.items.at(-1);
  const before = useRef(view.freshness === "live" ? newest?.key : undefined);

  useEffect(() => {
    const known = before.current;
    before.current = view.freshness === "live" ? newest?.key : undefined;
    if (known === undefined || !newest || newest.key === known || newest.own || isLine(newest)) return;
    const name = newest.sender.name;
    if (newest.kind === "text") setSaid(`${name}: ${newest.text}`);
    else if (newest.kind === "picture") setSaid(t`${{ name }}: Picture`);
    else if (newest.kind === "file") setSaid(`${name}: ${newest.name}`);
    else setSaid(t`New message from ${{ name }}`);
  }, [view.freshness, newest, t]);

  return (
    <div className="sr" aria-live="polite">
      {said}
    </div>
  );
}
