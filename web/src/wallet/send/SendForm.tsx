import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import EyeSlash from "~icons/ph/eye-slash";
import { minorOf } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useVerb } from "../../matrix/react";
import { useAvailable } from "../confirm/useAvailable";
import { useIdOf } from "../confirm/useIdOf";
import type { Asked, Done } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { WalletProblemLine } from "../words/WalletProblemLine";

interface SendFormProps {
  onAsked: (asked: Asked) => void;
  /** It stands there already: the answer was lost before. */
  onDone: (done: Done) => void;
}

/** Who gets it, and how much. */
export function SendForm({ onAsked, onDone }: SendFormProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [typedTo, setTypedTo] = useState("");
  const [typed, setTyped] = useState("");
  const to = typedTo.trim().replace(/^@/u, "");
  const minor = minorOf(typed, CURRENCY);
  const { note, tooMuch } = useAvailable(minor);
  const id = useIdOf(`${to} ${minor}`);
  const ask = useVerb(async (amount: number) => {
    const answer = await wallet.ask(id, to, { minor: amount, currency: CURRENCY });
    if ("at" in answer) onDone(answer);
    else onAsked(answer);
  });
  const ready = to !== "" && minor !== null && minor > 0 && !tooMuch;
  const mistake = typed.trim() !== "" && !minor ? t`An amount has figures and at most two places: 20 or 12.50` : undefined;
  return (
    <Page
      alone
      top={<TopBar title={t`Send money`} back="#/" deep />}
      onSubmit={() => ready && void ask.run(minor)}
      bottom={
        <>
          <WalletProblemLine problem={ask.problem} />
          <Button type="submit" busy={ask.busy} disabled={!ready}>
            {t`Go on`}
          </Button>
        </>
      }
    >
      <Wanted
        to={typedTo}
        amount={typed}
        note={note}
        wrong={mistake ?? tooMuch}
        onTo={(value) => {
          ask.clear();
          setTypedTo(value);
        }}
        onAmount={(value) => {
          ask.clear();
          setTyped(value);
        }}
      />
      <LearnsLine icon={<EyeSlash />}>{t`They see your name and the amount, and nothing else of your wallet.`}</LearnsLine>
    </Page>
  );
}

interface WantedProps {
  to: string;
  amount: string;
  /** How much there is. */
  note: string | undefined;
  /** Why the amount will not do. */
  wrong: string | undefined;
  onTo: (to: string) => void;
  onAmount: (amount: string) => void;
}

function Wanted({ to, amount, note, wrong, onTo, onAmount }: WantedProps) {
  const { t } = useLingui();
  return (
    <>
      <Field label={t`Their handle`} name="to" before="@" code autoComplete="off" value={to} onValue={onTo} />
      <Field
        label={t`Amount`}
        name="amount"
        before="¥"
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        onValue={onAmount}
        note={note}
        wrong={wrong}
      />
    </>
  );
}
