import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useLocation } from "wouter";
import EyeSlash from "~icons/ph/eye-slash";
import Fingerprint from "~icons/ph/fingerprint";
import HandPalm from "~icons/ph/hand-palm";
import Hourglass from "~icons/ph/hourglass-medium";
import Warning from "~icons/ph/warning-circle";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Deadline, useLeft } from "../../design/Deadline/Deadline";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { Tag } from "../../design/Tag/Tag";
import { useNewest, useVerb } from "../../matrix/react";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Ask, AskedWhy, Payment } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Asked.module.css";

/** The whole time for an answer, in milliseconds. */
const ANSWER_WITHIN_MS = 20_000;

/** Somebody takes money, and this phone is asked. Without an answer nothing is paid. */
export function AskSheet({ ask, onDone }: { ask: Ask; onDone: () => void }) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const [, go] = useLocation();
  const nameOf = useFaceName();
  const left = useLeft(ask.until, wallet.houseNow);
  const paid = (payment: Payment) => {
    onDone();
    go(`/payment/${payment.id}`);
  };
  const pay = useVerb(async () => paid(await wallet.payForGood(ask)));
  const hold = useVerb(async () => paid(await wallet.payOnHold(ask)));
  const refuse = useVerb(async () => {
    await wallet.refuse(ask);
    onDone();
  });
  const busy = pay.busy || hold.busy || refuse.busy;
  const problem = useNewest(pay.problem, hold.problem, refuse.problem);
  useEffect(() => {
    if (left === 0 && !busy) onDone();
  }, [left, busy, onDone]);
  const values = { amount: moneyText(ask.amount, i18n.locale), name: nameOf(ask.payee) };
  return (
    <Sheet
      title={t`Pay ${values.amount} to ${values.name}?`}
      closable={false}
      onClose={() => {}}
      bottom={
        <>
          <WalletProblemLine problem={problem} />
          <Button icon={<Fingerprint />} busy={pay.busy} disabled={busy && !pay.busy} onClick={() => void pay.run()}>
            {ask.canHold ? t`Pay for good` : t`Pay`}
          </Button>
          {ask.canHold && (
            <Button kind="soft" icon={<Hourglass />} busy={hold.busy} disabled={busy && !hold.busy} onClick={() => void hold.run()}>
              {t`Hold it for ten minutes`}
            </Button>
          )}
          <Button kind="danger" icon={<HandPalm />} busy={refuse.busy} disabled={busy && !refuse.busy} onClick={() => void refuse.run()}>
            {t`Refuse`}
          </Button>
        </>
      }
    >
      <Asking ask={ask} />
      <Deadline left={left} of={ANSWER_WITHIN_MS} />
      <p className={style.left}>{t`No answer in ${{ seconds: Math.ceil(left / 1000) }} s is a refusal.`}</p>
    </Sheet>
  );
}

/** Who asks for how much, and why it does not go through by itself. */
function Asking({ ask: { amount, payee, why, canHold } }: { ask: Ask }) {
  const { t } = useLingui();
  const nameOf = useFaceName();
  const name = nameOf(payee);
  const reasons: Record<AskedWhy, string> = {
    new: t`You have never paid ${name}, and the house does not know who that is. Money leaves your wallet: nobody pays you here.`,
    aboveLimit: t`This is above the limit that you have set yourself.`,
    soonAfter: t`A code of yours paid a moment ago. Whoever asks for a second one may be tricking you.`,
    picture: t`Your code was read from a picture, not from this phone.`,
  };
  return (
    <>
      <p className={style.amount}>
        <Amount size="result" of={amount} />
      </p>
      <Rows label={t`To`}>
        <Row
          wraps
          leading={<FaceAvatar of={payee} size={52} />}
          title={name}
          meta={payee.verified ? <Tag tone="jade">{t`Verified`}</Tag> : <Tag tone="amber">{t`Not verified`}</Tag>}
        />
      </Rows>
      <LearnsLine icon={<Warning />}>{reasons[why]}</LearnsLine>
      {canHold && why !== "new" && <LearnsLine icon={<Warning />}>{reasons.new}</LearnsLine>}
      <LearnsLine icon={<EyeSlash />}>{t`They see the amount and a name that is new each time.`}</LearnsLine>
    </>
  );
}
