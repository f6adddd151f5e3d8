import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import type { Problem } from "../../matrix/model";
import { type MoneyCode, MoneyProblem } from "../model";

/** What the wallet was refused for: what happened, what was not done, what to do. */
export function WalletProblemLine({ problem, action }: { problem: Problem | null; action?: ReactNode }) {
  const sentence = useMoneySentence();
  if (!(problem instanceof MoneyProblem)) return <ProblemLine problem={problem} action={action} />;
  return <ErrorLine action={action}>{sentence(problem.money)}</ErrorLine>;
}

function useMoneySentence(): (code: MoneyCode) => string {
  const { t } = useLingui();
  return (code) => {
    const sentences: Record<MoneyCode, string> = {
      paymentPasskeyNeeded: t`This wallet has a payment passkey, and only that opens it.`,
      signInTooOld: t`The first passkey is made soon after coming in. Open the wallet from the app once more.`,
      lastPaymentPasskey: t`One payment passkey has to stay. Add another one first.`,
      paymentPasskeyMissing: t`A payment needs a payment passkey. Make one first; no money has moved.`,
      payeeUnknown: t`Nobody here has this handle. No money has moved.`,
      payeeIsSelf: t`That is you. No money has moved.`,
      amountInvalid: t`This amount cannot be moved. No money has moved.`,
      currencyUnknown: t`This house does not know this currency. No money has moved.`,
      fundsInsufficient: t`There is not enough in your wallet. No money has moved.`,
      walletFrozen: t`One of the two wallets is frozen. No money has moved.`,
      balanceTooLarge: t`Their wallet cannot take so much. No money has moved.`,
      ledgerBusy: t`The house has too much to do at this moment. Try again: it is never done twice.`,
      notInRoom: t`Only who is in a conversation gives or takes money there. No money has moved.`,
      cardsTooMany: t`Too much of yours waits in conversations already. What nobody takes comes back within a day; no money has moved.`,
      idUsedOtherwise: t`This was asked for before with another amount or person. Begin again; no money has moved.`,
    };
    return sentences[code];
  };
}
