import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import { useLocation } from "wouter";
import { moneyText } from "../../design/Amount/money";
import { toast } from "../../design/Toast/Toast";
import { useFaceName } from "../faces/useFaceName";
import type { Ask, Charge, HouseEvent, Payment } from "../model";
import { useWallet } from "../react";
import { AskSheet } from "./AskSheet";
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

/** A word at once for each movement and each attempt. */
function useWords(): (event: HouseEvent) => void {
  const { t, i18n } = useLingui();
  const nameOf = useFaceName();
  const [at, go] = useLocation();
  // The words may change with the language; whoever hears them stays the same.
  return useLatest((event: HouseEvent) => {
    if (event.type === "payment") {
      tellOf(wordOf(event.payment), `/payment/${event.payment.id}`);
    } else if (event.type === "charge" && !at.startsWith("/till")) {
      tellOf(cameAs(event.charge), `/charge/${event.charge.id}`);
    } else if (event.type === "attempt") {
      tellOf(t`A code of yours was tried, and refused.`, "/attempts");
    }
  });

  // Whoever is there already sees it.
  function tellOf(said: string | null, where: string): void {
    if (said && at !== where) toast(said, { label: t`Look`, onChoose: () => go(where) });
  }

  function wordOf({ state, amount, payee }: Payment): string | null {
    const values = { amount: moneyText(amount, i18n.locale), name: nameOf(payee) };
    if (state === "paid") return t`${values.amount} paid to ${values.name}.`;
    if (state === "held") return t`${values.amount} is on hold for ${values.name}.`;
    if (state === "undone") return t`${values.amount} is yours again.`;
    return null;
  }

  function cameAs({ state, amount, payer, refunded }: Charge): string | null {
    if (refunded.minor > 0) return null;
    const values = { amount: moneyText(amount, i18n.locale), name: nameOf(payer) };
    if (state === "paid") return t`${values.amount} came from ${values.name}.`;
    if (state === "held") return t`${values.amount} from ${values.name} is on hold.`;
    if (state === "undone") return t`${values.name} has taken ${values.amount} back.`;
    return null;
  }
}

function useLatest<A extends unknown[]>(work: (...given: A) => void): (...given: A) => void {
  const [box] = useState(() => ({ work }));
  box.work = work;
  return useCallback((...given: A) => box.work(...given), [box]);
}
