import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import type { Problem } from "../../matrix/model";
import { type BankCode, type CashCode, type MoneyCode, MoneyProblem, type PosterCode } from "../model";

/** What the wallet was refused for: what happened, what was not done, what to do. */
export function WalletProblemLine({ problem, action }: { problem: Problem | null; action?: ReactNode }) {
  const sentence = useMoneySentence();
  if (!(problem instanceof MoneyProblem)) return <ProblemLine problem={problem} action={action} />;
  return <ErrorLine action={action}>{sentence(problem)}</ErrorLine>;
}

export function useMoneySentence(): (problem: MoneyProblem) => string {
  const { t } = useLingui();
  const posterWords = usePosterWords();
  const disputeWords = useDisputeWords();
  const bankWords = useBankWords();
  return ({ money, scheme }) => {
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
      walletFrozen: t`A frozen wallet neither pays nor sends. No money has moved.`,
      balanceTooLarge: t`Their wallet cannot take so much. No money has moved.`,
      ledgerBusy: t`The house has too much to do at this moment. Try again: it is never done twice.`,
      notInRoom: t`Only who is in a conversation gives or takes money there. No money has moved.`,
      notInRegime: t`In this house money is not for that. No money has moved.`,
      payeeNotVerified: t`In this house only verified payees take money. Ask the operator; no money has moved.`,
      cardsTooMany: t`Too much of yours waits in conversations already. What nobody takes comes back within a day; no money has moved.`,
      tallyOver: t`This is not asked for any more. No money has moved.`,
      codeAgain: t`This code is too old or too new. Let them show a fresh one. No money has moved.`,
      codeRefused: t`This code pays nothing here. No money has moved.`,
      codeMalformed: t`This is no code of ours, or a digit is wrong. No money has moved.`,
      codeKeyDiffers: t`The phone and the house did not come to the same key, so it was not set up. Begin again.`,
      codePhoneEnded: t`Another phone shows your codes now.`,
      askEnded: t`This was answered already, or its time was over: then it is refused.`,
      cannotBeHeld: t`This cannot be held. Refuse it, or pay for good.`,
      refundTooMuch: t`So much is not left of this payment. What is on hold goes back as a whole only.`,
      undoTooLate: t`It is for good already. Ask them to give it back.`,
      freezeRefused: t`Handle and code do not belong together. Nothing was changed.`,
      notFrozen: t`The wallet is not frozen.`,
      passkeyLost: t`This passkey is on a device that was reported lost. Take another one.`,
      passwordRefused: t`This is not the password of your chats. Nothing was changed.`,
      idUsedOtherwise: t`This was asked for before with another amount or person. Begin again; no money has moved.`,
      ...posterWords(scheme),
      ...disputeWords,
      ...bankWords,
    };
    return sentences[money];
  };
}

/** Of codes that payees show. */
function usePosterWords(): (scheme: string | null) => Record<PosterCode, string> {
  const { t } = useLingui();
  return (scheme) => ({
    codeMisread: t`The code was not read right, or somebody altered it. Scan it again. No money has moved.`,
    codeOfPayer: t`This is the code of somebody who wants to pay. Receive takes it. No money has moved.`,
    codeForeign: scheme
      ? t`This code is ${{ scheme }}'s; Teahouse cannot pay it. No money has moved.`
      : t`This code belongs to another scheme; Teahouse cannot pay it. No money has moved.`,
    posterUnknown: t`Nobody in this house has made this code. No money has moved.`,
    posterWithdrawn: t`The payee has withdrawn this code. Ask for the one that holds. No money has moved.`,
    posterExpired: t`The time of this code is over. Ask for another one. No money has moved.`,
    posterPaid: t`This code was for one payment, and somebody has paid it. No more money has moved.`,
    posterAltered: t`The payee made this code for another amount: somebody altered it. Do not pay. No money has moved.`,
    posterDayLimit: t`So much may not go to posters in a day. Let them scan your code instead. No money has moved.`,
    posterInvalid: t`No code can be made of this.`,
    postersTooMany: t`So many codes of yours may still be paid. Withdraw some of them.`,
    posterUnprintable: t`This house has no letters for this poster. Take the picture: it needs none.`,
    payeeChanged: t`The payee is called otherwise now. Scan once more. No money has moved.`,
  });
}

/** Of disputes and statements. */
function useDisputeWords() {
  const { t } = useLingui();
  return {
    statementTooLarge: t`That is too much for one file: a year at most. Take fewer days.`,
    receiptUnprintable: t`This house's machine has no letters for this paper. The receipt stays here.`,
    disputeInvalid: t`Say in up to 1,000 letters what is wrong. Nothing was sent.`,
    disputeExists: t`This payment is disputed already.`,
    disputeNotPossible: t`This cannot be disputed: it is on hold, older than 90 days, or was given back.`,
    disputesTooMany: t`So many of your disputes are open already. Settle one first.`,
    disputeOver: t`Too late: it was answered or decided meanwhile.`,
  };
}

/** Of what goes to a bank, and of notes. */
function useBankWords(): Record<BankCode | CashCode, string> {
  const { t } = useLingui();
  return {
    bankAccountInvalid: t`Banks do not take this account or name. Write them as on the bank's card, in letters of English. No money has moved.`,
    bankMissing: t`The operator has not said yet to which account money comes in.`,
    payoutsTooMany: t`So much of yours is on its way out already. No money has moved.`,
    payoutTooLate: t`Too late: it has gone to the bank.`,
    notCashDesk: t`You are no cash desk. The operator makes verified payees one. No money has moved.`,
    cashDayLimit: t`A cash desk takes in only so much in a day. No money has moved.`,
  };
}
