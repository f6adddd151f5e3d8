import { Plural, useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import SignOut from "~icons/ph/sign-out";
import Storefront from "~icons/ph/storefront";
import { moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page, Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useVerb } from "../../matrix/react";
import { WaitingDispute } from "../disputes/WaitingDispute";
import type { ChargePage } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { ChargeRow } from "./ChargeRow";
import { CounterSheet } from "./CounterSheet";
import style from "./Till.module.css";

/** What came in by codes, the newest first. */
export function Takings({ counter }: { counter: boolean }) {
  const { t } = useLingui();
  const { page, newest, older } = useCharges();
  return (
    <Page alone tone="receive" top={<TopBar title={t`Takings`} back="#/till" deep />}>
      {!counter && <WaitingDispute />}
      {page === null && newest.problem && <Retry problem={newest.problem} again={() => void newest.run()} />}
      {page === null && !newest.problem && <SkeletonRows count={4} label={t`Asking the house`} />}
      {page !== null && <Sum page={page} />}
      {page?.charges.length === 0 && <EmptyState motif="teapot">{t`Nobody has paid here by a code yet.`}</EmptyState>}
      {page !== null && page.charges.length > 0 && (
        <Rows label={t`Takings`}>
          {page.charges.map((charge) => (
            <ChargeRow key={charge.id} charge={charge} />
          ))}
        </Rows>
      )}
      <WalletProblemLine problem={older.problem} />
      {page !== null && page.next !== null && (
        <Button kind="outline" busy={older.busy} onClick={() => void older.run()}>
          {t`Show earlier ones`}
        </Button>
      )}
      {counter ? <CloseCounter /> : <OpenCounter />}
    </Page>
  );
}

function Sum({ page: { today } }: { page: ChargePage }) {
  const { i18n } = useLingui();
  return (
    <p className={style.today}>
      <span>
        <Plural value={today.count} _0="No payments today" one="Today, # payment" other="Today, # payments" />
      </span>
      <span className={style.sum}>{moneyText(today.sum, i18n.locale)}</span>
    </p>
  );
}

function OpenCounter() {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  return (
    <Section title={t`For a counter`}>
      <Rows>
        <Row
          wraps
          leads
          leading={<Storefront />}
          title={t`Make this device a counter`}
          second={t`It can then receive and give back, and nothing else.`}
          onClick={() => setOpen(true)}
        />
      </Rows>
      {open && <CounterSheet onClose={() => setOpen(false)} />}
    </Section>
  );
}

function CloseCounter() {
  const { t } = useLingui();
  const close = useVerb(useWallet().signOut);
  return (
    <Section title={t`This counter`}>
      <Rows>
        <Row leading={<SignOut />} title={t`Close this counter`} onClick={() => void close.run()} />
      </Rows>
      <WalletProblemLine problem={close.problem} />
    </Section>
  );
}

/** The pages that were asked for, as one; asked anew whenever the house says that something has changed. */
function useCharges() {
  const wallet = useWallet();
  const [page, setPage] = useState<ChargePage | null>(null);
  const shown = useRef(page);
  shown.current = page;
  const newest = useVerb(useCallback(async () => setPage(await wallet.charges(null)), [wallet]));
  const older = useVerb(async () => {
    const before = shown.current;
    if (!before?.next) return;
    const more = await wallet.charges(before.next);
    if (shown.current === before) setPage({ ...more, today: before.today, charges: [...before.charges, ...more.charges] });
  });
  useEffect(() => void newest.run(), [newest.run]);
  useEffect(() => wallet.hear(({ type }) => type === "charge" && void newest.run()), [wallet, newest.run]);
  return { page, newest, older };
}
