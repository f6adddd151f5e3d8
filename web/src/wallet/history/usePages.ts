import { useCallback, useEffect, useRef, useState } from "react";
import { useVerb } from "../../matrix/react";
import type { MovementPage, Sought } from "../model";
import { useWallet } from "../react";

const EVERYTHING: Sought = {};

/** The pages that were asked for, as one; the newest is asked anew whenever something moved. */
export function usePages(currency: string, moved: number, sought: Sought = EVERYTHING) {
  const wallet = useWallet();
  const [page, setPage] = useState<MovementPage | null>(null);
  const shown = useRef(page);
  shown.current = page;
  const newest = useVerb(useCallback(async () => setPage(await wallet.history(currency, null, sought)), [wallet, currency, sought]));
  const older = useVerb(async () => {
    const before = shown.current;
    if (!before?.next) return;
    const more = await wallet.history(currency, before.next, sought);
    // What was asked anew meanwhile begins anew.
    if (shown.current === before) setPage({ movements: [...before.movements, ...more.movements], next: more.next });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what moved is what sets it off
  useEffect(() => void newest.run(), [newest.run, moved]);
  return { page, newest, older };
}
