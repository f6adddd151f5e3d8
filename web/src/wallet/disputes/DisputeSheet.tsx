import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation } from "wouter";
import EyeSlash from "~icons/ph/eye-slash";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { RadioCards } from "../../design/RadioCard/RadioCard";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import { DISPUTE_REASONS, type DisputeReason } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { useReasons } from "./useDisputeWord";

/** What the house takes, in letters. */
export const WORDS_MAX = 1_000;

/** A payer says what is wrong with a payment. */
export function DisputeSheet({ payment, onClose }: { payment: string; onClose: () => void }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [, go] = useLocation();
  const [reason, setReason] = useState<DisputeReason | null>(null);
  const [words, setWords] = useState("");
  const reasons = useReasons();
  const ready = reason !== null && words.trim() !== "";
  const open = useVerb(async (why: DisputeReason) => {
    const dispute = await wallet.openDispute(payment, why, words.trim());
    go(`/dispute/${dispute.id}`);
  });
  return (
    <Sheet
      title={t`What is wrong?`}
      onClose={onClose}
      closable={!open.busy}
      onSubmit={() => ready && void open.run(reason)}
      bottom={
        <>
          <WalletProblemLine problem={open.problem} />
          <Button type="submit" busy={open.busy} disabled={!ready}>{t`Dispute this payment`}</Button>
        </>
      }
    >
      <RadioCards
        legend={t`Why`}
        name="reason"
        value={reason}
        onValue={setReason}
        choices={DISPUTE_REASONS.map((value) => ({ value, label: reasons[value] }))}
      />
      <Field label={t`In your words`} name="words" lines={3} maxLength={WORDS_MAX} value={words} onValue={setWords} />
      <LearnsLine icon={<EyeSlash />}>
        {t`Whoever was paid reads this, and not who you are. The house reads it only to decide, and you see when it looks.`}
      </LearnsLine>
    </Sheet>
  );
}
