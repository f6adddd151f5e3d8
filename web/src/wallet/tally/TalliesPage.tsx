import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { AskedRows } from "./AskedRows";
import { OwedRows } from "./OwedRows";
import style from "./Tallies.module.css";
import { useTallies } from "./useTallies";

/** All that others ask for, and all that is still to come. */
export function TalliesPage() {
  const { t } = useLingui();
  const wallet = useWallet();
  const house = useAnswer(wallet.house);
  const asked = useTallies(wallet.askedTallies);
  const owed = useTallies(wallet.owedTallies);
  const none = [asked, owed].every(({ page }) => page && page.tallies.length === 0 && page.next === null);
  return (
    <Page alone top={<TopBar title={t`Asked and owed`} back="#/" deep />}>
      {none && <EmptyState motif="bamboo">{t`Nothing is asked of you, and nothing is owed to you.`}</EmptyState>}
      <Part title={t`Asked of you`} of={asked}>
        <AskedRows tallies={asked.page?.tallies ?? []} onChanged={asked.newest.again} />
      </Part>
      <Part title={t`Owed to you`} of={owed}>
        <OwedRows tallies={owed.page?.tallies ?? []} appUrl={house.state === "ready" ? house.answer.appUrl : undefined} />
      </Part>
    </Page>
  );
}

interface PartProps {
  title: string;
  of: ReturnType<typeof useTallies<unknown>>;
  children: ReactNode;
}

/** One of the two lists, as far as it was asked for. */
function Part({ title, of: { page, newest, older }, children }: PartProps) {
  const { t } = useLingui();
  if (newest.state === "failed") return <Retry problem={newest.problem} again={() => void newest.again()} />;
  if (page === null) return <SkeletonRows count={2} label={t`Asking the house`} />;
  if (page.tallies.length === 0 && page.next === null) return null;
  return (
    <section className={style.part}>
      <h2 className={style.head}>{title}</h2>
      {children}
      <WalletProblemLine problem={older.problem} />
      {page.next !== null && (
        <Button kind="outline" busy={older.busy} onClick={() => void older.run()}>
          {t`Show earlier ones`}
        </Button>
      )}
    </section>
  );
}
