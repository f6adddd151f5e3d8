import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { minorOf, moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { useVerb } from "../../matrix/react";
import type { Charge } from "../model";
import { useWallet } from "../react";
import { plain } from "../words/plain";
import { WalletProblemLine } from "../words/WalletProblemLine";

interface RefundSheetProps {
  charge: Charge;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** All of it, or a part; never more than came. */
export function RefundSheet({ charge, onClose, onDone }: RefundSheetProps) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const { currency } = charge.amount;
  const rest = charge.amount.minor - charge.refunded.minor;
  const [typed, setTyped] = useState(() => plain(rest));
  const minor = minorOf(typed, currency);
  const ready = minor !== null && minor > 0 && minor <= rest;
  const keyOf = useKeys();
  const say = (amount: number) => moneyText({ minor: amount, currency }, i18n.locale);
  const give = useVerb(async (amount: number) => {
    await wallet.refund(keyOf(amount), charge.id, { minor: amount, currency });
    toast(t`${{ amount: say(amount) }} went back.`);
    await onDone();
  });
  return (
    <Sheet
      title={t`Give money back`}
      onClose={onClose}
      closable={!give.busy}
      onSubmit={() => ready && void give.run(minor)}
      bottom={
        <>
          <WalletProblemLine problem={give.problem} />
          <Button type="submit" busy={give.busy} disabled={!ready}>
            {ready ? t`Give ${{ amount: say(minor) }} back` : t`Give it back`}
          </Button>
        </>
      }
    >
      <Field
        label={t`Amount`}
        name="amount"
        data-first=""
        before="¥"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onValue={(value) => {
          give.clear();
          setTyped(value);
        }}
        note={t`At most ${{ rest: say(rest) }}. It goes to whoever paid, without your learning who that is.`}
        wrong={typed.trim() !== "" && !ready ? t`An amount up to ${{ rest: say(rest) }}, with at most two places` : undefined}
      />
    </Sheet>
  );
}

/** Made once for each amount: who presses again after a lost answer gives it back once. */
function useKeys(): (amount: number) => string {
  const keys = useRef(new Map<number, string>());
  return (amount) => {
    const key = keys.current.get(amount) ?? crypto.randomUUID();
    keys.current.set(amount, key);
    return key;
  };
}
