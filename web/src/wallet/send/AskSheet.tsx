import { useLingui } from "@lingui/react/macro";
import EyeSlash from "~icons/ph/eye-slash";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import { ConfirmFoot } from "../confirm/ConfirmFoot";
import { PayeeRow } from "../confirm/PayeeRow";
import type { Asked, Done } from "../model";
import { useWallet } from "../react";
import { handleOf, nameOf } from "../words/nameOf";
import style from "./Send.module.css";

interface AskSheetProps {
  asked: Asked;
  onClose: () => void;
  /** The house wants the passkey anew: the question before is spent or too old. */
  onAskedAnew: (asked: Asked) => void;
  onDone: (done: Done) => void;
}

/** The amount, and whose name and face stand behind the handle; the passkey confirms exactly this. */
export function AskSheet({ asked, onClose, onAskedAnew, onDone }: AskSheetProps) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const confirm = useVerb(async () => onDone(await wallet.confirm(asked)));
  const again = useVerb(async () => {
    const answer = await wallet.ask(asked.id, asked.to, asked.amount);
    confirm.clear();
    if ("at" in answer) onDone(answer);
    else onAskedAnew(answer);
  });
  const amount = moneyText(asked.amount, i18n.locale);
  return (
    <Sheet
      title={t`Send ${amount} to ${{ name: nameOf(asked.payee) }}?`}
      onClose={onClose}
      closable={!confirm.busy}
      bottom={<ConfirmFoot confirm={confirm} again={again} standsIn={asked.options === null} onClose={onClose} />}
    >
      <Shown asked={asked} />
    </Sheet>
  );
}

/** What the passkey confirms. */
function Shown({ asked: { amount, payee } }: { asked: Asked }) {
  const { t } = useLingui();
  return (
    <>
      <p className={style.amount}>
        <Amount size="result" of={amount} />
      </p>
      <PayeeRow payee={payee} />
      <LearnsLine
        icon={<EyeSlash />}
      >{t`${{ handle: handleOf(payee) }} sees your name and the amount. It cannot be taken back.`}</LearnsLine>
    </>
  );
}
