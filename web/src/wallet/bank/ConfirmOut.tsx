import { useLingui } from "@lingui/react/macro";
import Bank from "~icons/ph/bank";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { useVerb } from "../../matrix/react";
import { ConfirmFoot } from "../confirm/ConfirmFoot";
import type { AskedOut } from "../model";
import { useWallet } from "../react";
import { grouped } from "./iban";

interface ConfirmOutProps {
  asked: AskedOut;
  onClose: () => void;
  /** The house wants the passkey anew: the question before is spent or too old. */
  onAskedAnew: (asked: AskedOut) => void;
  onDone: () => Promise<void>;
}

/** The amount and the account as it will stand in the bank's file; the passkey confirms exactly this. */
export function ConfirmOut({ asked, onClose, onAskedAnew, onDone }: ConfirmOutProps) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const { amount, to } = asked;
  const money = moneyText(amount, i18n.locale);
  const done = () => {
    toast(t`${money} is on its way out.`);
    return onDone();
  };
  const confirm = useVerb(async () => {
    await wallet.confirmOut(asked);
    await done();
  });
  const again = useVerb(async () => {
    const answer = await wallet.askOut(asked.id, amount, to);
    confirm.clear();
    if ("state" in answer) await done();
    else onAskedAnew(answer);
  });
  return (
    <Sheet
      title={t`Take ${money} out?`}
      onClose={onClose}
      closable={!confirm.busy}
      bottom={<ConfirmFoot confirm={confirm} again={again} standsIn={asked.options === null} onClose={onClose} />}
    >
      <p>
        <Amount size="balance" of={amount} />
      </p>
      <Rows>
        <Row wraps leading={<Bank />} title={to ? to.name : t`The sandbox's bank`} {...(to && { second: grouped(to.iban) })} />
      </Rows>
    </Sheet>
  );
}
