import { useRef, useState } from "react";
import { useAnswer, useVerb } from "../../matrix/react";
import { useWhenTold } from "../home/useWhenMoved";
import type { HouseEvent, Tallies } from "../model";

const NEWS: readonly HouseEvent["type"][] = ["tally"];

/** Pages of what is asked for, as one list; the newest is asked anew whenever the house says that something has come of one. */
export function useTallies<T>(ask: (cursor: string | null) => Promise<Tallies<T>>) {
  const newest = useAnswer(() => ask(null));
  useWhenTold(NEWS, newest.again);
  const first = newest.state === "ready" ? newest.answer : null;
  const [more, setMore] = useState<{ readonly behind: Tallies<T>; readonly page: Tallies<T> } | null>(null);
  // What was asked anew begins anew.
  const page = more && more.behind === first ? more.page : first;
  const shown = useRef(page);
  shown.current = page;
  const older = useVerb(async () => {
    const before = shown.current;
    if (!first || !before?.next) return;
    const got = await ask(before.next);
    setMore({ behind: first, page: { tallies: [...before.tallies, ...got.tallies], next: got.next } });
  });
  return { page, newest, older };
}
