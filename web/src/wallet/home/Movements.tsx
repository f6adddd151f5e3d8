import { useLingui } from "@lingui/react/macro";
import { Button, ButtonLink } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { Days } from "../history/Days";
import { monthOf, useMonthName } from "../history/months";
import { usePages } from "../history/usePages";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Home.module.css";

interface MovementsProps {
  currency: string;
  /** Counts what may have changed it. */
  moved: number;
  /** The way to the bank stands here. */
  bank: boolean;
}

/** How the money moved, the newest first, by days. */
export function Movements({ currency, moved, bank }: MovementsProps) {
  const { t } = useLingui();
  const { page, newest, older } = usePages(currency, moved);
  const again = () => void newest.run();
  if (page === null) {
    if (newest.problem) return <Retry problem={newest.problem} again={again} />;
    return <SkeletonRows count={3} label={t`Asking the house`} />;
  }
  if (page.movements.length === 0) return <EmptyState motif="koi">{t`No money has come or gone yet.`}</EmptyState>;
  return (
    <div className={style.days}>
      {newest.problem && <Retry problem={newest.problem} again={again} />}
      <Look bank={bank} />
      <Days movements={page.movements} />
      <WalletProblemLine problem={older.problem} />
      {page.next !== null && (
        <Button kind="outline" busy={older.busy} onClick={() => void older.run()}>
          {t`Show earlier ones`}
        </Button>
      )}
    </div>
  );
}

/** The ways to look at it otherwise. */
function Look({ bank }: { bank: boolean }) {
  const { t } = useLingui();
  const month = monthOf(Date.now());
  return (
    <div className={style.look}>
      <ButtonLink kind="outline" size="small" href="#/history">{t`Search`}</ButtonLink>
      <ButtonLink kind="outline" size="small" href={`#/month/${month}`}>
        {useMonthName()(month)}
      </ButtonLink>
      {bank && <BankLink />}
    </div>
  );
}

/** How money comes in and goes out. */
export function BankLink() {
  const { t } = useLingui();
  return (
    <ButtonLink kind="outline" size="small" href="#/bank">
      {t`In and out`}
    </ButtonLink>
  );
}
