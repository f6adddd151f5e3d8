import { Plural, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Left from "~icons/ph/caret-left";
import Right from "~icons/ph/caret-right";
import Download from "~icons/ph/download-simple";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button, IconLink } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page, Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import type { Month, MovementKind } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { Retry } from "../words/Retry";
import style from "./Month.module.css";
import { MonthChart } from "./MonthChart";
import { useMonthName } from "./months";
import { StatementSheet } from "./StatementSheet";
import { useKindNames } from "./useKindNames";

/** What came and went in a month, by day and by kind. */
export function MonthPage({ month }: { month: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.month(CURRENCY, month));
  const [saving, setSaving] = useState(false);
  const shown = asked.state === "ready" ? asked.answer : null;
  return (
    <Page
      alone
      top={<TopBar title={useMonthName()(month)} back="#/" deep actions={shown && <Steps month={shown} />} />}
      bottom={
        <Button kind="soft" icon={<Download />} onClick={() => setSaving(true)}>
          {t`Save a statement`}
        </Button>
      }
    >
      {asked.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
      {asked.state === "failed" && <Retry problem={asked.problem} again={() => void asked.again()} />}
      {shown && <Shown month={shown} />}
      {saving && <StatementSheet month={month} onClose={() => setSaving(false)} />}
    </Page>
  );
}

function Steps({ month: { before, after } }: { month: Month }) {
  const { t } = useLingui();
  return (
    <>
      {before && (
        <IconLink label={t`The month before`} href={`#/month/${before}`} replace>
          <Left />
        </IconLink>
      )}
      {after && (
        <IconLink label={t`The month after`} href={`#/month/${after}`} replace>
          <Right />
        </IconLink>
      )}
    </>
  );
}

function Shown({ month }: { month: Month }) {
  const { t, i18n } = useLingui();
  const kinds = useKindNames();
  const say = (minor: number) => moneyText({ minor, currency: CURRENCY }, i18n.locale);
  const nothing = month.kinds.length === 0;
  return (
    <>
      <dl className={style.flow}>
        <div>
          <dt>{t`Came in`}</dt>
          <dd>
            <Amount size="row" moved of={month.in} />
          </dd>
        </div>
        <div>
          <dt>{t`Went out`}</dt>
          <dd>
            <Amount size="row" of={month.out} />
          </dd>
        </div>
      </dl>
      {nothing ? <EmptyState motif="moon">{t`Nothing moved in this month.`}</EmptyState> : <MonthChart month={month} />}
      {!nothing && (
        <Section title={t`By kind`}>
          <Rows label={t`By kind`}>
            {month.kinds.map(({ kind, in: came, out, count }) => (
              <Row
                wraps
                key={kind}
                title={kinds[kind as MovementKind] ?? kind}
                second={<Plural value={count} one="# movement" other="# movements" />}
                meta={[came.minor > 0 && `+${say(came.minor)}`, out.minor > 0 && `−${say(out.minor)}`].filter(Boolean).join(" ")}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Rows label={t`Balance`}>
        <Row wraps title={t`At the beginning`} meta={say(month.opening.minor)} />
        <Row wraps title={t`At the end`} meta={say(month.closing.minor)} />
      </Rows>
    </>
  );
}
