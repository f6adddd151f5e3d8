import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import EyeSlash from "~icons/ph/eye-slash";
import { minorOf, moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import type { Problem } from "../../matrix/model";
import { useVerb } from "../../matrix/react";
import { useAvailable } from "../confirm/useAvailable";
import { useIdOf } from "../confirm/useIdOf";
import { type Amount, type AskedCash, MoneyProblem } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { WalletProblemLine } from "../words/WalletProblemLine";

interface CashFormProps {
  /** How much may still be taken in today. */
  left: Amount;
  onAsked: (asked: AskedCash) => void;
  /** It has moved already: the answer was lost before. */
  onDone: () => Promise<void>;
}

/** Who hands notes over, and how much. */
export function CashForm({ left, onAsked, onDone }: CashFormProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [typedTo, setTypedTo] = useState("");
  const [typed, setTyped] = useState("");
  const to = typedTo.trim();
  const minor = minorOf(typed, CURRENCY);
  const id = useIdOf(`${to} ${minor}`);
  const ask = useVerb(async (amount: number) => {
    const answer = await wallet.askCashIn(id, to, { minor: amount, currency: CURRENCY });
    if (answer) onAsked(answer);
    else await onDone();
  });
  const { wrong, ...said } = useSaid(typed, minor, left);
  const ready = to !== "" && minor !== null && minor > 0 && !wrong;
  const changes = (set: (value: string) => void) => (value: string) => {
    ask.clear();
    set(value);
  };
  return (
    <Page
      alone
      tone="receive"
      top={<TopBar title={t`Cash in`} back="#/till" deep />}
      onSubmit={() => ready && void ask.run(minor)}
      bottom={
        <>
          <CashProblem problem={ask.problem} />
          <Button type="submit" busy={ask.busy} disabled={!ready}>{t`Go on`}</Button>
        </>
      }
    >
      <Field label={t`Their handle, or their reference`} name="to" code autoComplete="off" value={typedTo} onValue={changes(setTypedTo)} />
      <Field
        label={t`Amount`}
        name="amount"
        before="¥"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onValue={changes(setTyped)}
        wrong={wrong}
        {...said}
      />
      <LearnsLine
        icon={<EyeSlash />}
      >{t`Take the notes first: as much goes at once from your wallet to theirs. They see your verified name.`}</LearnsLine>
    </Page>
  );
}

/** What stands below the amount: how much may go, or why not so much. */
function useSaid(typed: string, minor: number | null, left: Amount): { note: string; wrong: string | undefined } {
  const { t, i18n } = useLingui();
  const { tooMuch } = useAvailable(minor);
  const rest = moneyText(left, i18n.locale);
  const note = t`You may take in ${rest} more today.`;
  if (typed.trim() !== "" && !minor) return { note, wrong: t`An amount has figures and at most two places: 20 or 12.50` };
  return { note, wrong: minor !== null && minor > left.minor ? note : tooMuch };
}

function CashProblem({ problem }: { problem: Problem | null }) {
  const { t } = useLingui();
  if (problem instanceof MoneyProblem && problem.money === "payeeUnknown") {
    return <ErrorLine>{t`Nobody here has this handle or reference. No money has moved.`}</ErrorLine>;
  }
  return <WalletProblemLine problem={problem} />;
}
