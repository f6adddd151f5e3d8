import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Download from "~icons/ph/download-simple";
import EyeSlash from "~icons/ph/eye-slash";
import Scales from "~icons/ph/scales";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button, ButtonLink } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { Page, Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../../matrix/react";
import { DisputeSheet } from "../disputes/DisputeSheet";
import { useDisputeWord } from "../disputes/useDisputeWord";
import type { Learned, Movement, Receipt } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { Retry } from "../words/Retry";
import { save } from "../words/save";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { isFee, MovementPicture, useMovementTitle } from "./MovementRow";

/** One movement, with all that belongs to it. */
export function ReceiptPage({ number }: { number: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.receipt(CURRENCY, number));
  return (
    <Page
      alone
      top={<TopBar title={t({ message: "Receipt", context: "the page that shows one" })} back="#/" deep />}
      bottom={
        asked.state === "ready" && (
          <>
            <SavePdf receipt={asked.answer} />
            <Steps movement={asked.answer.movement} />
          </>
        )
      }
    >
      {asked.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
      {asked.state === "failed" && <Retry problem={asked.problem} again={() => void asked.again()} />}
      {asked.state === "ready" && <Shown receipt={asked.answer} />}
    </Page>
  );
}

/** The same on paper. */
function SavePdf({ receipt: { movement } }: { receipt: Receipt }) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const take = useVerb(async () => {
    save(await wallet.receiptPdf(CURRENCY, String(movement.number), i18n.locale), `teahouse-${movement.receipt}.pdf`);
  });
  return (
    <>
      <WalletProblemLine problem={take.problem} />
      <Button kind="soft" icon={<Download />} busy={take.busy} onClick={() => void take.run()}>
        {t`Save as PDF`}
      </Button>
    </>
  );
}

function Shown({ receipt: { movement, learned, paidReceipt, refunds, fee } }: { receipt: Receipt }) {
  const { t, i18n } = useLingui();
  const { date, time } = useMoments();
  const kind = useKindName()(movement);
  const back = movement.kind === "refund";
  return (
    <>
      <p>
        <Amount size="balance" moved of={movement.moved} />
      </p>
      <Rows label={t`Receipt`}>
        <Row wraps leading={<MovementPicture movement={movement} />} title={useMovementTitle()(movement)} second={kind} />
        <Row wraps title={t`Receipt`} meta={movement.receipt} />
        {movement.note && <Row wraps title={t`For what`} meta={movement.note} />}
        {fee && <Row wraps title={back ? t`Fee back from the house` : t`Fee left to the house`} meta={moneyText(fee, i18n.locale)} />}
        {(back || isFee(movement)) && paidReceipt && <Row wraps title={t`Of the payment`} meta={paidReceipt} />}
        <Row wraps title={t`When`} meta={`${date(movement.at)}, ${time(movement.at)}`} />
      </Rows>
      {!back && refunds.length > 0 && (
        <Section title={t`Given back`}>
          <Rows label={t`Given back`}>
            {refunds.map((refund) => (
              <Row
                wraps
                key={refund.receipt}
                title={refund.receipt}
                second={`${date(refund.at)}, ${time(refund.at)}`}
                meta={moneyText(refund.amount, i18n.locale)}
              />
            ))}
          </Rows>
        </Section>
      )}
      {movement.payment && <Disputed payment={movement.payment} />}
      <LearnsLine icon={<EyeSlash />}>{useLearned()[learned]}</LearnsLine>
    </>
  );
}

/** What is said against it, where somebody does. */
function Disputed({ payment }: { payment: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.disputeOf(payment));
  const word = useDisputeWord();
  if (asked.state === "failed") return <Retry problem={asked.problem} again={() => void asked.again()} />;
  if (asked.state === "loading" || asked.answer === null) return null;
  const dispute = asked.answer;
  return (
    <Rows label={t`Dispute`}>
      <Row wraps leads leading={<Scales />} title={t`Disputed`} second={word(dispute)} href={`#/dispute/${dispute.id}`} />
    </Rows>
  );
}

/** What can still be done: whoever paid may dispute it, whoever was paid may give back. */
function Steps({ movement }: { movement: Movement }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const { payment, kind, moved } = movement;
  if (!payment || kind === "refund" || isFee(movement)) return <ButtonLink kind="soft" href="#/">{t`Done`}</ButtonLink>;
  if (moved.minor > 0) return <ButtonLink kind="outline" href={`#/charge/${payment}`}>{t`Give money back`}</ButtonLink>;
  return (
    <>
      <Button kind="outline" onClick={() => setOpen(true)}>
        {t`Something is wrong`}
      </Button>
      {open && <DisputeSheet payment={payment} onClose={() => setOpen(false)} />}
    </>
  );
}

function useKindName(): (movement: Movement) => string {
  const { t } = useLingui();
  return ({ kind, moved, waits }) => {
    const came = moved.minor > 0;
    const names: Record<Movement["kind"], string> = {
      transfer: came ? t`A transfer to you` : waits ? t`A transfer from you, not taken yet` : t`A transfer from you`,
      transferBack: t`A transfer that nobody took`,
      redPacket: came ? t`From a red packet` : t`A red packet`,
      redPacketBack: t`What was left of a red packet`,
      tally: came ? t`What you asked for` : t`What you were asked for`,
      poster: came ? t`Paid to you by scanning your code` : t`Paid by scanning their code`,
      code: came ? t`Paid to you by a code` : t`Paid by a code of yours`,
      refund: came ? t`Given back to you` : t`Given back by you`,
      playMoney: t`Play money, worth nothing outside`,
      moneyIn: t`Paid in`,
      moneyOut: t`Taken out`,
      moneyOutBack: t`Came back`,
      fee: t`A fee to the house`,
      feeBack: t`A fee that came back`,
      cash: came ? t`Cash paid in` : t`Cash that you took in`,
    };
    return names[kind];
  };
}

function useLearned(): Record<Learned, string> {
  const { t } = useLingui();
  return {
    face: t`They saw the amount and a name for this payment. Next time it is another one.`,
    payee: t`They saw the amount and you as a payee: your painted face, and your verified name if you have one.`,
    name: t`They saw the amount, your name and your handle.`,
    sharers: t`They and whoever shared the bill saw the amount, your name and your handle.`,
    room: t`Everybody in the conversation saw it.`,
    bank: t`The house's bank sees the amount and your account there.`,
    nothing: t`Nobody else learned of it.`,
  };
}
