import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import type { AskedCash } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { CashForm } from "./CashForm";
import { ConfirmCash } from "./ConfirmCash";

/** A cash desk takes notes, and pays in as much of its own money for whoever hands them over. */
export function CashPage() {
  const { t } = useLingui();
  const wallet = useWallet();
  const desk = useAnswer(wallet.cashDesk);
  const [asked, setAsked] = useState<AskedCash | null>(null);
  // Each one begins with an empty form.
  const [served, setServed] = useState(0);
  const done = () => {
    setAsked(null);
    setServed((count) => count + 1);
    return desk.again();
  };
  if (desk.state === "ready" && desk.answer.left) {
    return (
      <>
        <CashForm key={served} left={desk.answer.left} onAsked={setAsked} onDone={done} />
        {asked && <ConfirmCash asked={asked} onClose={() => setAsked(null)} onAskedAnew={setAsked} onDone={done} />}
      </>
    );
  }
  return (
    <Page alone tone="receive" top={<TopBar title={t`Cash in`} back="#/till" deep />}>
      {desk.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
      {desk.state === "failed" && <Retry problem={desk.problem} again={() => void desk.again()} />}
      {desk.state === "ready" && <EmptyState motif="boat">{t`You are no cash desk. The operator makes verified payees one.`}</EmptyState>}
    </Page>
  );
}
