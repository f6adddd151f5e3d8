import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation } from "wouter";
import Storefront from "~icons/ph/storefront";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** As long as the house takes a name (characters). */
const NAME_MAX = 100;

/** The owner signs out here, and leaves a till behind. */
export function CounterSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [name, setName] = useState("");
  const [, go] = useLocation();
  const make = useVerb(async () => {
    await wallet.becomeCounter(name.trim());
    go("/", { replace: true });
  });
  const named = name.trim() !== "";
  return (
    <Sheet
      title={t`Make this device a counter`}
      onClose={onClose}
      closable={!make.busy}
      onSubmit={() => named && void make.run()}
      bottom={
        <>
          <WalletProblemLine problem={make.problem} />
          <Button type="submit" icon={<Storefront />} busy={make.busy} disabled={!named}>
            {t`Leave only the till here`}
          </Button>
        </>
      }
    >
      <p>{t`Your wallet is signed out on this device. What stays is a till: it receives for you and gives back, and can neither see your balance nor send anything.`}</p>
      <Field
        label={t`Name of the counter`}
        name="counter"
        data-first=""
        autoComplete="off"
        maxLength={NAME_MAX}
        value={name}
        onValue={setName}
        note={t`Where it stands: the door, window 2.`}
      />
      <LearnsLine icon={<Storefront />}>{t`You end it there, or from your wallet under Safety.`}</LearnsLine>
    </Sheet>
  );
}
