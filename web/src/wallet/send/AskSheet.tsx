import { useLingui } from "@lingui/react/macro";
import EyeSlash from "~icons/ph/eye-slash";
import Fingerprint from "~icons/ph/fingerprint";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { Tag } from "../../design/Tag/Tag";
import type { ProblemCode } from "../../matrix/model";
import { useVerb } from "../../matrix/react";
import type { Asked, Done } from "../model";
import { useWallet } from "../react";
import { faceOf, handleOf, nameOf } from "../words/nameOf";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Send.module.css";

/** After these nobody knows whether it has happened. */
const LOST: readonly ProblemCode[] = ["offline", "serverError"];

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
  const lost = confirm.problem !== null && LOST.includes(confirm.problem.code);
  const amount = moneyText(asked.amount, i18n.locale);
  return (
    <Sheet
      title={t`Send ${amount} to ${{ name: nameOf(asked.payee) }}?`}
      onClose={onClose}
      closable={!confirm.busy}
      bottom={
        <>
          {lost && !again.problem ? (
            <ErrorLine>{t`The answer of the house was lost, and the money may have gone. Look: it is never sent twice.`}</ErrorLine>
          ) : (
            <WalletProblemLine problem={again.problem ?? confirm.problem} />
          )}
          {confirm.problem && confirm.problem.code !== "passkeyCancelled" ? (
            <Button kind="outline" busy={again.busy} onClick={() => void again.run()}>
              {t`See what has become of it`}
            </Button>
          ) : (
            <Button icon={<Fingerprint />} busy={confirm.busy} onClick={() => void confirm.run()}>
              {t`Confirm with my passkey`}
            </Button>
          )}
        </>
      }
    >
      <Shown asked={asked} />
    </Sheet>
  );
}

/** What the passkey confirms. */
function Shown({ asked: { amount, payee } }: { asked: Asked }) {
  const { t } = useLingui();
  const verified = payee.verifiedName ? <Tag tone="jade">{t`Verified`}</Tag> : undefined;
  return (
    <>
      <p className={style.amount}>
        <Amount size="result" of={amount} />
      </p>
      <Rows label={t`To`}>
        <Row wraps leading={<Avatar of={faceOf(payee)} size={52} />} title={nameOf(payee)} second={payee.userId} meta={verified} />
      </Rows>
      <LearnsLine
        icon={<EyeSlash />}
      >{t`${{ handle: handleOf(payee) }} sees your name and the amount. It cannot be taken back.`}</LearnsLine>
    </>
  );
}
