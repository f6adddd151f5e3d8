import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Bank from "~icons/ph/bank";
import { minorOf } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import { useAvailable } from "../confirm/useAvailable";
import { useIdOf } from "../confirm/useIdOf";
import type { AccountAtBank, AskedOut } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { grouped, isIban, plainIban } from "./iban";

/** What the house takes, in letters. */
const NAME_MAX = 70;

interface TakeOutFormProps {
  toBank: boolean;
  onClose: () => void;
  onAsked: (asked: AskedOut) => void;
  /** It stands there already: the answer was lost before. */
  onDone: () => Promise<void>;
}

/** How much, and to which account. */
export function TakeOutForm({ toBank, onClose, onAsked, onDone }: TakeOutFormProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [typed, setTyped] = useState("");
  const [iban, setIban] = useState("");
  const [name, setName] = useState("");
  const minor = minorOf(typed, CURRENCY);
  const { note, tooMuch } = useAvailable(minor);
  const to = toBank ? { iban: plainIban(iban), name: name.trim() } : null;
  const id = useIdOf(`${minor} ${to?.iban} ${to?.name}`);
  const ask = useVerb(async (amount: number) => {
    const answer = await wallet.askOut(id, { minor: amount, currency: CURRENCY }, to);
    if ("state" in answer) await onDone();
    else onAsked(answer);
  });
  const ready = minor !== null && minor > 0 && !tooMuch && isWhole(to);
  const changes = (set: (value: string) => void) => (value: string) => {
    ask.clear();
    set(value);
  };
  return (
    <Sheet
      title={t`Take money out`}
      onClose={onClose}
      closable={!ask.busy}
      onSubmit={() => ready && void ask.run(minor)}
      bottom={
        <>
          <WalletProblemLine problem={ask.problem} />
          <Button type="submit" busy={ask.busy} disabled={!ready}>{t`Go on`}</Button>
        </>
      }
    >
      <AmountField value={typed} onValue={changes(setTyped)} note={note} wrong={tooMuch} />
      {toBank && <AccountFields iban={iban} name={name} onIban={changes(setIban)} onName={changes(setName)} />}
      <Learns toBank={toBank} />
    </Sheet>
  );
}

/** Whether it can be sent: in the sandbox there is none to fill in. */
const isWhole = (to: AccountAtBank | null) => to === null || (isIban(to.iban) && to.name !== "");

interface AmountFieldProps {
  value: string;
  onValue: (value: string) => void;
  /** How much there is. */
  note: string | undefined;
  /** That there is too little. */
  wrong: string | undefined;
}

function AmountField({ value, wrong, ...more }: AmountFieldProps) {
  const { t } = useLingui();
  const mistake =
    value.trim() !== "" && !minorOf(value, CURRENCY) ? t`An amount has figures and at most two places: 20 or 12.50` : undefined;
  return (
    <Field
      label={t`Amount`}
      name="amount"
      data-first=""
      before="¥"
      inputMode="decimal"
      autoComplete="off"
      value={value}
      wrong={mistake ?? wrong}
      {...more}
    />
  );
}

function Learns({ toBank }: { toBank: boolean }) {
  const { t } = useLingui();
  return (
    <LearnsLine icon={<Bank />}>
      {toBank
        ? t`The operator and both banks see the amount, the account and its name. Here that is forgotten 90 days after it is over.`
        : t`There is no real bank behind this: the money is for trying things out, and worth nothing outside.`}
    </LearnsLine>
  );
}

interface AccountFieldsProps {
  iban: string;
  name: string;
  onIban: (iban: string) => void;
  onName: (name: string) => void;
}

/** To which account. */
function AccountFields({ iban, name, onIban, onName }: AccountFieldsProps) {
  const { t } = useLingui();
  return (
    <>
      <IbanField value={iban} onValue={onIban} />
      <Field
        label={t`Whose account it is`}
        name="name"
        autoComplete="name"
        maxLength={NAME_MAX}
        value={name}
        onValue={onName}
        note={t`As it stands on the bank's card, in letters of English.`}
      />
    </>
  );
}

/** In groups of four once it is left; a mistyped one is said there and then. */
function IbanField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const { t } = useLingui();
  const [left, setLeft] = useState(false);
  const wrong =
    left && value.trim() !== "" && !isIban(plainIban(value)) ? t`This is no IBAN: a letter or digit is missing or mistyped.` : undefined;
  return (
    <Field
      label={t`IBAN`}
      name="iban"
      code
      autoComplete="off"
      value={value}
      onValue={(text) => {
        setLeft(false);
        onValue(text);
      }}
      onBlur={() => {
        setLeft(true);
        onValue(grouped(plainIban(value)));
      }}
      wrong={wrong}
    />
  );
}
