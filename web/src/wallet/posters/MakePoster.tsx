import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Eye from "~icons/ph/eye";
import { minorOf } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Chip, Chips } from "../../design/Chip/Chip";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import { useIdOf } from "../confirm/useIdOf";
import type { Poster, PosterWanted } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** As long as the house takes them (characters). */
const LABEL_MAX = 25;
const ASCII = /^[ -~]*$/u;
/** How long a code for one payment may be paid (minutes). */
const TIMES = { hour: 60, day: 24 * 60, week: 7 * 24 * 60 } as const;
type Time = keyof typeof TIMES;

interface MakePosterProps {
  /** For one payment of one amount. */
  once: boolean;
  onClose: () => void;
  onMade: (poster: Poster) => void;
}

/** A new code: a poster with a word for where it hangs, or one for one payment. */
export function MakePoster({ once, onClose, onMade }: MakePosterProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const { wanted, ready, fields } = useWanted(once);
  const key = useIdOf(JSON.stringify(wanted));
  const make = useVerb(async () => onMade(await wallet.makePoster(key, wanted)));
  return (
    <Sheet
      title={once ? t`A code for one payment` : t`A new poster`}
      onClose={onClose}
      closable={!make.busy}
      onSubmit={() => ready && void make.run()}
      bottom={
        <>
          <WalletProblemLine problem={make.problem} />
          <Button type="submit" busy={make.busy} disabled={!ready}>
            {t`Make it`}
          </Button>
        </>
      }
    >
      {fields}
      <LearnsLine icon={<Eye />}>{t`Whoever scans it sees your payment name and this, and nothing else of you.`}</LearnsLine>
    </Sheet>
  );
}

/** What is filled in, and whether it is enough. */
function useWanted(once: boolean) {
  const [label, setLabel] = useState("");
  const [amount, setAmount] = useState("");
  const [reference, setReference] = useState("");
  const [time, setTime] = useState<Time>("day");
  const minor = minorOf(amount, CURRENCY) ?? 0;
  const named = label.trim() === "" ? {} : { label: label.trim() };
  const referred = reference.trim() === "" ? {} : { reference: reference.trim() };
  const wanted: PosterWanted = once ? { ...named, ...referred, amount: { minor, currency: CURRENCY }, minutes: TIMES[time] } : named;
  const fields = once ? (
    <Once {...{ amount, reference, time }} wrong={amount.trim() !== "" && minor <= 0} {...{ setAmount, setReference, setTime }} />
  ) : (
    <Label value={label} onValue={setLabel} />
  );
  return { wanted, ready: !once || (minor > 0 && ASCII.test(reference)), fields };
}

function Label({ value, onValue }: { value: string; onValue: (label: string) => void }) {
  const { t } = useLingui();
  return (
    <Field
      label={t`Where it hangs`}
      name="label"
      data-first=""
      autoComplete="off"
      maxLength={LABEL_MAX}
      value={value}
      onValue={onValue}
      note={t`Stall 3, the door. It may stay empty.`}
    />
  );
}

interface OnceProps {
  amount: string;
  reference: string;
  time: Time;
  wrong: boolean;
  setAmount: (amount: string) => void;
  setReference: (reference: string) => void;
  setTime: (time: Time) => void;
}

function Once({ amount, reference, time, wrong, setAmount, setReference, setTime }: OnceProps) {
  const { t } = useLingui();
  const times: Record<Time, string> = { hour: t`An hour`, day: t`A day`, week: t`A week` };
  return (
    <>
      <Field
        label={t`Amount`}
        name="amount"
        data-first=""
        before="¥"
        inputMode="decimal"
        autoComplete="off"
        value={amount}
        onValue={setAmount}
        wrong={wrong ? t`An amount has figures and at most two places: 20 or 12.50` : undefined}
      />
      <Field
        label={t`Your reference`}
        name="reference"
        code
        autoComplete="off"
        maxLength={LABEL_MAX}
        value={reference}
        onValue={setReference}
        note={t`The number of a bill or a table. It may stay empty.`}
        wrong={ASCII.test(reference) ? undefined : t`Other apps read this as well: letters a to z, figures and signs only.`}
      />
      <Chips label={t`How long it can be paid`}>
        {(Object.keys(TIMES) as Time[]).map((one) => (
          <Chip key={one} chosen={one === time} onClick={() => setTime(one)}>
            {times[one]}
          </Chip>
        ))}
      </Chips>
    </>
  );
}
