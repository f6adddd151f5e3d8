import { useLingui } from "@lingui/react/macro";
import type { Dispute, DisputeReason, DisputeState } from "../model";

/** How far a dispute is, in a few words to the one of the two who reads. */
export function useDisputeWord(): (dispute: Dispute) => string {
  const { t } = useLingui();
  return ({ state, side }) => {
    const words: Record<DisputeState, string> = {
      open: side === "payee" ? t`Your answer is waited for` : t`Their answer is waited for`,
      answered: t`Answered: settle it, or the house decides`,
      withdrawn: t`Let go`,
      settled: t`Settled: money was given back`,
      deciding: t`Decided: the money is on its way back`,
      refunded: t`Decided: the money went back`,
      unpaid: t`Decided, but the payee did not have it. No money has moved`,
      dismissed: t`Decided: nothing goes back`,
    };
    return words[state];
  };
}

/** For what a payment can be disputed. */
export function useReasons(): Record<DisputeReason, string> {
  const { t } = useLingui();
  return {
    notReceived: t`I did not get it`,
    notAsAgreed: t`It is not what was agreed`,
    wrongAmount: t`The amount is wrong`,
    paidTwice: t`I paid twice`,
    notMe: t`It was not me`,
    other: t`Something else`,
  };
}
