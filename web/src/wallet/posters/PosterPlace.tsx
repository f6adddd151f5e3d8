import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import Trash from "~icons/ph/trash";
import { moneyText } from "../../design/Amount/money";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import type { Charge } from "../model";
import { useWallet } from "../react";
import { ChargeResult } from "../till/ChargeResult";
import { Retry } from "../words/Retry";
import { Papers } from "./Papers";
import { PosterCard } from "./PosterCard";
import { usePosterName } from "./PosterRow";
import { WithdrawSheet } from "./WithdrawSheet";

/** One code of one's own: to show, to print, to withdraw; and what comes in by it, as it comes. */
export function PosterPlace({ id }: { id: string }) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.poster(id));
  const paid = usePaid(id, asked.again);
  const nameOf = usePosterName();
  const [withdrawing, setWithdrawing] = useState(false);
  const once = asked.state === "ready" && asked.answer.poster.amount !== null;
  if (paid && once) return <ChargeResult charge={paid} onScan={() => go("/till")} onNext={() => go("/posters")} />;
  const title = asked.state === "ready" ? nameOf(asked.answer.poster) : t`A poster`;
  return (
    <Page alone tone="receive" top={<TopBar title={title} back="#/posters" deep />}>
      {asked.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
      {asked.state === "failed" && <Retry problem={asked.problem} again={() => void asked.again()} />}
      {asked.state === "ready" && (
        <>
          <PosterCard shown={asked.answer} />
          {asked.answer.poster.state === "open" && (
            <>
              <Papers id={id} />
              <Rows>
                <Row
                  wraps
                  leading={<Trash />}
                  title={t`Withdraw it`}
                  second={t`Nobody pays by it from then on.`}
                  onClick={() => setWithdrawing(true)}
                />
              </Rows>
            </>
          )}
        </>
      )}
      {withdrawing && <WithdrawSheet id={id} onClose={() => setWithdrawing(false)} onDone={() => go("/posters")} />}
    </Page>
  );
}

/** Somebody has paid by it while one looks. */
function usePaid(id: string, look: () => Promise<void>): Charge | null {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const [paid, setPaid] = useState<Charge | null>(null);
  const { locale } = i18n;
  useEffect(
    () =>
      wallet.hear((event) => {
        if (event.type !== "charge" || event.charge.poster !== id) return;
        const { charge } = event;
        setPaid(charge);
        if (charge.state === "paid") toast(t`${{ amount: moneyText(charge.amount, locale) }} came in.`);
        if (charge.state === "held") toast(t`${{ amount: moneyText(charge.amount, locale) }} is on hold for ten minutes.`);
        void look();
      }),
    [wallet, id, look, t, locale],
  );
  return paid;
}
