import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import EyeSlash from "~icons/ph/eye-slash";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button, ButtonLink } from "../../design/Button/Button";
import { clockOf, useLeft } from "../../design/Deadline/Deadline";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { type Result, ResultScreen } from "../../design/ResultScreen/ResultScreen";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { hush } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../../matrix/react";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { ChargeState, Payment } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** A payment by a code of one's own: what has come of it, and what can still be done. */
export function PaymentPage({ id }: { id: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.payment(id));
  const { again } = asked;
  useEffect(() => wallet.hear((event) => "payment" in event && event.payment.id === id && void again()), [wallet, id, again]);
  // What a toast has begun to say of it stands here.
  useEffect(hush, []);
  if (asked.state === "ready") return <PaymentShown payment={asked.answer} onChanged={again} />;
  return (
    <Page alone top={<TopBar title={t`A payment`} back="#/" deep />}>
      {asked.state === "loading" ? (
        <SkeletonLines label={t`Asking the house`} />
      ) : (
        <Retry problem={asked.problem} again={() => void again()} />
      )}
    </Page>
  );
}

/** What was paid for good stands on paper: the coloured ground of that is the payee's. */
const RESULTS: Record<ChargeState, Result | null> = { waiting: "again", paid: null, held: "held", refused: "refused", undone: "again" };

function PaymentShown({ payment, onChanged }: { payment: Payment; onChanged: () => Promise<void> }) {
  const { t, i18n } = useLingui();
  const { date, time } = useMoments();
  const nameOf = useFaceName();
  const wallet = useWallet();
  const undo = useVerb(async () => {
    await wallet.undo(payment.id);
    await onChanged();
  });
  const facts = [
    { name: t`Receipt`, value: payment.receipt },
    { name: t`When`, value: `${date(payment.at)}, ${time(payment.at)}` },
    ...(payment.refunded.minor > 0 ? [{ name: t`Came back`, value: moneyText(payment.refunded, i18n.locale) }] : []),
  ];
  const held = payment.state === "held";
  const result = RESULTS[payment.state];
  return (
    <ResultScreen
      {...(result && { result })}
      word={useWord()[payment.state]}
      amount={<Amount size="result" of={payment.amount} />}
      says={held && <UntilGood payment={payment} onGood={onChanged} />}
      counterpart={
        <>
          <FaceAvatar of={payment.payee} size={38} />
          <span>{nameOf(payment.payee)}</span>
        </>
      }
      facts={facts}
      learns={
        <LearnsLine icon={<EyeSlash />}>{t`They saw the amount and a name for this payment. Next time it is another one.`}</LearnsLine>
      }
      bottom={
        <>
          <WalletProblemLine problem={undo.problem} />
          {held && (
            <Button busy={undo.busy} onClick={() => void undo.run()}>
              {t`I was tricked: take it back`}
            </Button>
          )}
          <ButtonLink kind={held ? "quiet" : "primary"} href="#/">{t`Done`}</ButtonLink>
        </>
      }
    />
  );
}

function useWord(): Record<ChargeState, string> {
  const { t } = useLingui();
  return { waiting: t`Waiting`, paid: t`Paid`, held: t`On hold`, refused: t`Refused`, undone: t`Taken back` };
}

/** Counts down to when it is for good. */
function UntilGood({ payment, onGood }: { payment: Payment; onGood: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const nameOf = useFaceName();
  const left = useLeft(payment.goodsAt ?? 0, wallet.houseNow);
  const over = left === 0;
  useEffect(() => void (over && onGood()), [over, onGood]);
  const clock = clockOf(left);
  return t`For ${clock} more you can take it back. After that it is ${{ name: nameOf(payment.payee) }}'s for good.`;
}
