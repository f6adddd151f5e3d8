import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import { useLocation } from "wouter";
import Receipt from "~icons/ph/receipt";
import Storefront from "~icons/ph/storefront";
import { Button } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useVerb } from "../../matrix/react";
import { FeeLine } from "../fees/FeeLine";
import type { PosterPage } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { MakePoster } from "./MakePoster";
import { PosterRow } from "./PosterRow";

/** The codes that one shows to be paid: posters that hang, and codes for one payment. */
export function Posters() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const { page, newest, older } = usePosters();
  const [making, setMaking] = useState<"poster" | "bill" | null>(null);
  return (
    <Page
      alone
      tone="receive"
      top={<TopBar title={t`Posters`} second={t`Codes that others scan to pay you`} back="#/till" deep />}
      bottom={
        <>
          <Button icon={<Storefront />} onClick={() => setMaking("poster")}>
            {t`Make a poster`}
          </Button>
          <Button kind="quiet" icon={<Receipt />} onClick={() => setMaking("bill")}>
            {t`A code for one payment`}
          </Button>
        </>
      }
    >
      {page === null && newest.problem && <Retry problem={newest.problem} again={() => void newest.run()} />}
      {page === null && !newest.problem && <SkeletonRows count={3} label={t`Asking the house`} />}
      {page?.posters.length === 0 && <EmptyState motif="lantern">{t`A poster hangs, and whoever scans it pays you.`}</EmptyState>}
      {page !== null && page.posters.length > 0 && (
        <Rows label={t`Posters`}>
          {page.posters.map((poster) => (
            <PosterRow key={poster.id} poster={poster} />
          ))}
        </Rows>
      )}
      {page !== null && <FeeLine />}
      <WalletProblemLine problem={older.problem} />
      {page !== null && page.next !== null && (
        <Button kind="outline" busy={older.busy} onClick={() => void older.run()}>
          {t`Show earlier ones`}
        </Button>
      )}
      {making && <MakePoster once={making === "bill"} onClose={() => setMaking(null)} onMade={({ id }) => go(`/poster/${id}`)} />}
    </Page>
  );
}

/** The pages that were asked for, as one; asked anew whenever somebody has paid. */
function usePosters() {
  const wallet = useWallet();
  const [page, setPage] = useState<PosterPage | null>(null);
  const newest = useVerb(useCallback(async () => setPage(await wallet.posters(null)), [wallet]));
  const older = useVerb(async () => {
    const next = await wallet.posters(page?.next ?? null);
    setPage((before) => ({ posters: [...(before?.posters ?? []), ...next.posters], next: next.next }));
  });
  const { run } = newest;
  useEffect(() => void run(), [run]);
  useEffect(() => wallet.hear((event) => event.type === "charge" && event.charge.poster != null && void run()), [wallet, run]);
  return { page, newest, older };
}
