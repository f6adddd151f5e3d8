import { useLingui } from "@lingui/react/macro";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { useVerb } from "../../matrix/react";
import { ConfirmFoot } from "../confirm/ConfirmFoot";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { AskedCash } from "../model";
import { useWallet } from "../react";

interface ConfirmCashProps {
  asked: AskedCash;
  onClose: () => void;
  /** The house wants the passkey anew: the question before is spent or too old. */
  onAskedAnew: (asked: AskedCash) => void;
  onDone: () => Promise<void>;
}

/** The amount, and whose it becomes: the passkey confirms exactly this. */
export function ConfirmCash({ asked, onClose, onAskedAnew, onDone }: ConfirmCashProps) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const nameOf = useFaceName();
  const { id, to, amount, payee } = asked;
  const money = moneyText(amount, i18n.locale);
  const done = () => {
    toast(t`${money} is paid in.`);
    return onDone();
  };
  const confirm = useVerb(async () => {
    await wallet.confirmCashIn(asked);
    await done();
  });
  const again = useVerb(async () => {
    const answer = await wallet.askCashIn(id, to, amount);
    confirm.clear();
    if (answer) onAskedAnew(answer);
    else await done();
  });
  return (
    <Sheet
      title={t`Pay ${money} in?`}
      onClose={onClose}
      closable={!confirm.busy}
      bottom={<ConfirmFoot confirm={confirm} again={again} standsIn={asked.options === null} onClose={onClose} />}
    >
      <p>
        <Amount size="balance" of={amount} />
      </p>
      <Rows label={t`To`}>
        <Row wraps leading={<FaceAvatar of={payee} size={52} />} title={nameOf(payee)} second={to} />
      </Rows>
    </Sheet>
  );
}
