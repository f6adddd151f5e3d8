import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import Bank from "~icons/ph/bank";
import { moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { RadioCards } from "../../design/RadioCard/RadioCard";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** What the bank that is none gives at once, in minor units. */
const GIVEN = ["10000", "50000", "200000"] as const;

/** Play money for trying things out; it says that it is. */
export function TopUpSheet({ currency, onClose, onDone }: { currency: string; onClose: () => void; onDone: () => Promise<void> }) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const [chosen, setChosen] = useState<(typeof GIVEN)[number]>("50000");
  // Made once for each amount: who presses again after a lost answer gets it once.
  const ids = useRef(new Map<string, string>());
  const say = (minor: number) => moneyText({ minor, currency }, i18n.locale);
  const amount = say(Number(chosen));
  const put = useVerb(async () => {
    const id = ids.current.get(chosen) ?? crypto.randomUUID();
    ids.current.set(chosen, id);
    await wallet.playMoney(id, { minor: Number(chosen), currency });
    toast(t`${amount} of play money came in.`);
    await onDone();
  });
  return (
    <Sheet
      title={t`Top up`}
      onClose={onClose}
      closable={!put.busy}
      bottom={
        <>
          <WalletProblemLine problem={put.problem} />
          <Button busy={put.busy} onClick={() => void put.run()}>
            {t`Put ${amount} in`}
          </Button>
        </>
      }
    >
      <RadioCards
        legend={t`How much`}
        name="amount"
        value={chosen}
        onValue={setChosen}
        choices={GIVEN.map((minor) => ({ value: minor, label: say(Number(minor)) }))}
      />
      <LearnsLine
        icon={<Bank />}
      >{t`There is no real bank behind this: the money is for trying things out, and worth nothing outside.`}</LearnsLine>
    </Sheet>
  );
}
