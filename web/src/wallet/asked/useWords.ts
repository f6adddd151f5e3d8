import { useLingui } from "@lingui/react/macro";
import { useCallback, useRef, useState } from "react";
import { useLocation } from "wouter";
import { moneyText } from "../../design/Amount/money";
import { toast } from "../../design/Toast/Toast";
import { useFaceName } from "../faces/useFaceName";
import type { Amount, Attempt, Charge, HouseEvent, Payment } from "../model";
import { useWallet } from "../react";

/** A word at once for each movement and each attempt. */
export function useWords(): (event: HouseEvent) => void {
  const { t } = useLingui();
  const [at, go] = useLocation();
  const { wordOf, cameAs } = useSentences();
  const attempt = () => tellOf(t`A code of yours was tried, and refused.`, "/attempts");
  const missed = useMissed(attempt);
  // The words may change with the language; whoever hears them stays the same.
  return useLatest((event: HouseEvent) => {
    missed(event);
    // My code gives way to what it has paid by itself.
    if (event.type === "payment" && at !== "/code") tellOf(wordOf(event.payment), `/payment/${event.payment.id}`);
    else if (event.type === "refund") tellOf(wordOf(event.payment, event.amount), `/payment/${event.payment.id}`);
    else if (event.type === "charge" && !at.startsWith("/till")) tellOf(cameAs(event.charge), `/charge/${event.charge.id}`);
    else if (event.type === "attempt" && isNews(event.attempt)) attempt();
  });

  // Whoever is there already sees it.
  function tellOf(said: string | null, where: string): void {
    if (said && at !== where) toast(said, { label: t`Look`, onChoose: () => go(where) });
  }
}

/** What the person has refused themselves they know; the list says it too. */
function isNews({ word }: Attempt): boolean {
  return word !== "refused_by_payer";
}

/** What is tried while the line is down cannot be told then: it is asked for as soon as the line is up again. */
function useMissed(tell: () => void): (event: HouseEvent) => void {
  const wallet = useWallet();
  const heardAt = useRef(0);
  return (event) => {
    if (event.type === "attempt") heardAt.current = event.attempt.at;
    if (event.type !== "hello") return;
    const before = heardAt.current;
    heardAt.current = event.now;
    if (!event.fresh || before === 0) return;
    // Whoever cannot be asked now is asked by whoever opens the list.
    wallet.attempts(null).then(
      ({ attempts }) => attempts.some((attempt) => attempt.at > before && isNews(attempt)) && tell(),
      () => {},
    );
  };
}

function useSentences() {
  const { t, i18n } = useLingui();
  const nameOf = useFaceName();
  return { wordOf, cameAs };

  /** `back`: so much of it came back. */
  function wordOf(payment: Payment, back?: Amount): string | null {
    const values = { amount: moneyText(back ?? payment.amount, i18n.locale), name: nameOf(payment.payee) };
    if (back) return t`${values.amount} came back from ${values.name}.`;
    if (payment.state === "paid") return t`${values.amount} paid to ${values.name}.`;
    if (payment.state === "held") return t`${values.amount} is on hold for ${values.name}.`;
    if (payment.state === "undone") return t`${values.amount} is yours again.`;
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
