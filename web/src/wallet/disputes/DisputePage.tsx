import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button, ButtonLink } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../../matrix/react";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Dispute } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { WORDS_MAX } from "./DisputeSheet";
import { Steps } from "./Steps";
import { useDisputeWord } from "./useDisputeWord";

/** A dispute as each of the two sees it: what they say, when the house looked, and what it decided. */
export function DisputePage({ id }: { id: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.dispute(id));
  const { again } = asked;
  // What was decided or given back has come of it once the money has moved.
  useEffect(
    () => wallet.hear((event) => ((event.type === "dispute" && event.id === id) || event.type === "movement") && void again()),
    [wallet, id, again],
  );
  const dispute = asked.state === "ready" ? asked.answer : null;
  return (
    <Page
      alone
      top={<TopBar title={t`Dispute`} back="#/disputes" deep />}
      bottom={dispute && <Actions dispute={dispute} onChanged={again} />}
    >
      {asked.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
      {asked.state === "failed" && <Retry problem={asked.problem} again={() => void again()} />}
      {dispute && <Shown dispute={dispute} />}
    </Page>
  );
}

function Shown({ dispute }: { dispute: Dispute }) {
  const { t, i18n } = useLingui();
  const nameOf = useFaceName();
  const { full } = useMoments();
  const until = full(dispute.answerBy);
  return (
    <>
      <p>
        <Amount size="balance" of={dispute.amount} />
      </p>
      <Rows label={t`Dispute`}>
        <Row wraps leading={<FaceAvatar of={dispute.other} size={52} />} title={nameOf(dispute.other)} second={useDisputeWord()(dispute)} />
        <Row
          wraps
          leads
          title={t`Receipt`}
          meta={dispute.receipt}
          href={`#/${dispute.side === "payer" ? "payment" : "charge"}/${dispute.payment}`}
        />
        {dispute.refunded.minor > 0 && <Row wraps title={t`Given back`} meta={moneyText(dispute.refunded, i18n.locale)} />}
      </Rows>
      {dispute.state === "open" && (
        <p>
          {dispute.side === "payer"
            ? t`The payee has until ${until} to answer. After that the house may decide.`
            : t`You have until ${until} to answer. After that the house may decide.`}
        </p>
      )}
      <Steps dispute={dispute} />
    </>
  );
}

/** While it is open: the payee answers and gives back, the payer lets it go. */
function Actions({ dispute, onChanged }: { dispute: Dispute; onChanged: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [answering, setAnswering] = useState(false);
  const withdraw = useVerb(async () => {
    await wallet.withdrawDispute(dispute.id);
    await onChanged();
  });
  const open = dispute.state === "open" || dispute.state === "answered" || dispute.state === "unpaid";
  if (!open) return null;
  if (dispute.side === "payer") {
    return (
      <>
        <WalletProblemLine problem={withdraw.problem} />
        <Button kind="outline" busy={withdraw.busy} onClick={() => void withdraw.run()}>
          {dispute.refunded.minor > 0 ? t`It is settled` : t`Let it go`}
        </Button>
      </>
    );
  }
  return (
    <>
      {dispute.answer === null && <Button onClick={() => setAnswering(true)}>{t`Answer`}</Button>}
      <ButtonLink kind="outline" href={`#/charge/${dispute.payment}`}>{t`Give money back`}</ButtonLink>
      {answering && (
        <AnswerSheet
          id={dispute.id}
          onClose={() => setAnswering(false)}
          onDone={async () => {
            setAnswering(false);
            await onChanged();
          }}
        />
      )}
    </>
  );
}

function AnswerSheet({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [words, setWords] = useState("");
  const ready = words.trim() !== "";
  const answer = useVerb(async () => {
    await wallet.answerDispute(id, words.trim());
    await onDone();
  });
  return (
    <Sheet
      title={t`Answer`}
      onClose={onClose}
      closable={!answer.busy}
      onSubmit={() => ready && void answer.run()}
      bottom={
        <>
          <WalletProblemLine problem={answer.problem} />
          <Button type="submit" busy={answer.busy} disabled={!ready}>{t`Send the answer`}</Button>
        </>
      }
    >
      <Field
        label={t`In your words`}
        name="words"
        data-first=""
        lines={3}
        maxLength={WORDS_MAX}
        value={words}
        onValue={setWords}
        note={t`Whoever paid reads it, and the house when it decides. You answer once.`}
      />
    </Sheet>
  );
}
