import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import Eye from "~icons/ph/eye";
import Fingerprint from "~icons/ph/fingerprint";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../../matrix/react";
import { NewPayee, PayeeHead } from "../confirm/PayeeHead";
import style from "../confirm/PayeeHead.module.css";
import { Refusal } from "../confirm/Refusal";
import { useAvailable } from "../confirm/useAvailable";
import { useIdOf } from "../confirm/useIdOf";
import { MoneyProblem, type TallyAsked } from "../model";
import { useWallet } from "../react";
import { faceOf, handleOf, nameOf } from "../words/nameOf";
import { Retry } from "../words/Retry";
import { useWayBack } from "../words/useWayBack";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { TallyResult } from "./TallyResult";

/**
 * What somebody asks for in a conversation: whom it pays, how much and for what, and the passkey that confirms it. `from`: the
 * conversation, where that led here.
 */
export function TallyPage({ id, from = null }: { id: string; from?: string | null }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.tally(id));
  const { again } = asked;
  const back = useWayBack(from);
  useEffect(() => wallet.hear((event) => event.type === "tally" && event.id === id && void again()), [wallet, id, again]);
  if (asked.state === "ready") {
    const tally = asked.answer;
    return tally.state === "asked" ? <PayPart tally={tally} back={back} onOver={again} /> : <TallyResult tally={tally} />;
  }
  return (
    <Page alone top={<TopBar title={t`Pay`} back={back} deep replace={back !== "#/"} />}>
      {asked.state === "loading" ? (
        <SkeletonLines label={t`Asking the house`} />
      ) : (
        <Retry problem={asked.problem} again={() => void again()} />
      )}
    </Page>
  );
}

/** What scrolls can be reached by the keyboard too: nothing in it takes the focus. */
function reachable(scroller: HTMLDivElement | null): void {
  if (scroller && scroller.scrollHeight > scroller.clientHeight) scroller.tabIndex = 0;
}

interface PayPartProps {
  tally: TallyAsked;
  /** Where the way back leads. */
  back: string;
  onOver: () => Promise<void>;
}

function PayPart({ tally, back, onOver }: PayPartProps) {
  const { t, i18n } = useLingui();
  const pay = usePaying(tally, onOver);
  const { note, tooMuch } = useAvailable(tally.amount.minor);
  const much = moneyText(tally.amount, i18n.locale);
  const total = moneyText(tally.total, i18n.locale);
  return (
    <Page
      alone
      tone="pay"
      scroller={reachable}
      top={<TopBar title={t`Pay`} back={back} deep replace={back !== "#/"} />}
      onSubmit={() => void pay.run()}
      bottom={
        <>
          <Refusal problem={pay.problem} />
          <Button type="submit" icon={<Fingerprint />} busy={pay.busy} disabled={tooMuch !== undefined}>
            {t`Pay ${{ amount: much }}`}
          </Button>
          <Decline id={tally.id} onOver={onOver} />
        </>
      }
    >
      <Whom tally={tally} />
      <p className={style.amount}>
        <Amount size="result" of={tally.amount} />
      </p>
      <p className={style.amount}>{tooMuch ?? (tally.parts > 1 ? t`Your part of ${total}` : note)}</p>
      <Learns tally={tally} />
    </Page>
  );
}

/** The other answer; no money moves. */
function Decline({ id, onOver }: { id: string; onOver: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const decline = useVerb(async () => {
    await wallet.declineTally(id);
    await onOver();
  });
  return (
    <>
      <WalletProblemLine problem={decline.problem} />
      <Button kind="quiet" busy={decline.busy} onClick={() => void decline.run()}>
        {t`Decline`}
      </Button>
    </>
  );
}

/** Once, however often it is pressed. What was refused for a reason has failed for ever: the next attempt is another one. */
function usePaying(tally: TallyAsked, onPaid: () => Promise<void>) {
  const wallet = useWallet();
  const [refused, setRefused] = useState(0);
  const once = useIdOf(`${tally.id} ${refused}`);
  return useVerb(async () => {
    try {
      await wallet.payTally(once, tally);
    } catch (refusal) {
      if (refusal instanceof MoneyProblem && refusal.money !== "ledgerBusy") setRefused(refused + 1);
      throw refusal;
    }
    await onPaid();
  });
}

/** Who asks, for what, and what is to be feared. */
function Whom({ tally: { asker, note, known } }: { tally: TallyAsked }) {
  const { t } = useLingui();
  const name = nameOf(asker);
  return (
    <>
      <PayeeHead
        picture={<Avatar of={faceOf(asker)} size={96} />}
        name={t`You pay ${name}`}
        verified={Boolean(asker.verifiedName)}
        lines={[handleOf(asker), note && t`“${note}”`]}
      />
      {!known && <NewPayee name={name}>{t`Anybody can call themselves that. Ask them in another way before you pay.`}</NewPayee>}
    </>
  );
}

function Learns({ tally: { asker, parts } }: { tally: TallyAsked }) {
  const { t } = useLingui();
  const name = nameOf(asker);
  return (
    <LearnsLine icon={<Eye />}>
      {parts > 1
        ? t`${name} and those who share the bill see that you have paid.`
        : t`${name} sees that you have paid, and nothing else of your wallet.`}
    </LearnsLine>
  );
}
