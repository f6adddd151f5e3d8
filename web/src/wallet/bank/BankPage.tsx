import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Amount } from "../../design/Amount/Amount";
import { Button } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page, Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { Tag } from "../../design/Tag/Tag";
import { TopBar } from "../../design/TopBar/TopBar";
import { type Answer, useAnswer } from "../../matrix/react";
import { useWhenMoved } from "../home/useWhenMoved";
import type { Payout } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { PayoutSheet } from "./PayoutSheet";
import { TakeOut } from "./TakeOut";
import { usePayoutWord } from "./usePayoutWord";
import { WayIn } from "./WayIn";

/** Money between the wallet and a bank: how it comes in, how it goes out, and where it is. `onlyOut`: of who has left. */
export function BankPage({ onlyOut = false }: { onlyOut?: boolean }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const house = useAnswer(wallet.house);
  const payouts = useAnswer(wallet.payouts);
  const { again } = payouts;
  useWhenMoved(again);
  const [taking, setTaking] = useState(false);
  const law = house.state === "ready" ? house.answer : null;
  const sandbox = law?.regime === "sandbox";
  return (
    <Page
      alone
      top={<TopBar title={onlyOut ? t`Take money out` : t`Money in and out`} back="#/" deep />}
      bottom={law?.verbs.includes("moneyOut") && <Button onClick={() => setTaking(true)}>{t`Take money out`}</Button>}
    >
      {sandbox && (
        <p>
          <Tag tone="amber">{t`Play money`}</Tag>{" "}
          {t`There is no real bank behind this: the money is for trying things out, and worth nothing outside.`}
        </p>
      )}
      {house.state === "failed" && <Retry problem={house.problem} again={() => void house.again()} />}
      {!onlyOut && law?.verbs.includes("moneyIn") && <WayIn />}
      <Section title={t`Taken out`}>
        <Payouts asked={payouts} />
      </Section>
      {taking && (
        <TakeOut
          toBank={!sandbox}
          onClose={() => setTaking(false)}
          onDone={() => {
            setTaking(false);
            return again();
          }}
        />
      )}
    </Page>
  );
}

function Payouts({ asked }: { asked: Answer<readonly Payout[]> & { again: () => Promise<void> } }) {
  const { t } = useLingui();
  const word = usePayoutWord();
  const [open, setOpen] = useState<string | null>(null);
  if (asked.state === "loading") return <SkeletonRows count={2} label={t`Asking the house`} />;
  if (asked.state === "failed") return <Retry problem={asked.problem} again={() => void asked.again()} />;
  if (asked.answer.length === 0) return <EmptyState motif="boat">{t`You have taken nothing out yet.`}</EmptyState>;
  const shown = asked.answer.find(({ id }) => id === open);
  return (
    <>
      <Rows label={t`Taken out`}>
        {asked.answer.map((payout) => (
          <Row
            wraps
            leads
            key={payout.id}
            title={payout.to?.name ?? t`Taken out`}
            second={word(payout)}
            meta={<Amount size="row" of={payout.amount} />}
            onClick={() => setOpen(payout.id)}
          />
        ))}
      </Rows>
      {shown && <PayoutSheet payout={shown} onClose={() => setOpen(null)} onChanged={asked.again} />}
    </>
  );
}
