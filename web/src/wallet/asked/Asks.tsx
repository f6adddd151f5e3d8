import { useEffect, useState } from "react";
import type { Ask } from "../model";
import { useWallet } from "../react";
import { AskSheet } from "./AskSheet";
import { useWords } from "./useWords";
import { WaitingAsks } from "./waitingAsks";

/** Over every page: what this phone is asked, and a word at once for whatever moves. */
export function Asks() {
  const { asks, drop } = useAsks();
  const tell = useWords();
  const wallet = useWallet();
  useEffect(() => wallet.hear(tell), [wallet, tell]);
  const [first] = asks;
  return first ? <AskSheet key={first.id} ask={first} onDone={() => drop(first.id)} /> : null;
}

/** What waits for a word. */
function useAsks() {
  const wallet = useWallet();
  const [asks, setAsks] = useState<readonly Ask[]>([]);
  const [waiting] = useState(() => new WaitingAsks(wallet.asks, setAsks));
  useEffect(() => wallet.hear(waiting.hear), [wallet, waiting]);
  return { asks, drop: waiting.drop };
}
