import { useLingui } from "@lingui/react/macro";
import { useMoments } from "../../design/moments";
import type { Payout } from "../model";

/** Where money is that was taken out, as a sentence. */
export function usePayoutWord(): (payout: Payout) => string {
  const { t } = useLingui();
  const { full } = useMoments();
  const reasonOf = useReason();
  return ({ state, at, reason, to }) => {
    const when = full(at);
    const why = reasonOf(reason);
    const words = {
      waiting: t`Waits for the next file to the bank, since ${when}`,
      sent: t`At the bank, since ${when}`,
      done: to ? t`Paid by the bank, taken out ${when}` : t`Taken out ${when}`,
      cancelled: t`You took it back, ${when}`,
      back: why ? t`Came back: ${why}` : t`Came back`,
    };
    return words[state];
  };
}

/** Banks say why in codes of ISO 20022; the operator in words. */
function useReason(): (reason: string | null) => string | null {
  const { t } = useLingui();
  return (reason) => {
    const known: Record<string, string> = {
      AC01: t`the bank knows no such account`,
      AC04: t`the account is closed`,
    };
    // These say that the bank says nothing.
    return reason === null || reason === "MS03" || reason === "NARR" ? null : (known[reason] ?? reason);
  };
}
