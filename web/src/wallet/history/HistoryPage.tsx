import { useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useState } from "react";
import Scales from "~icons/ph/scales";
import { Button, IconLink } from "../../design/Button/Button";
import { Chip, Chips } from "../../design/Chip/Chip";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { Search } from "../../design/Search/Search";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { usePayeeFee } from "../fees/usePayeeFee";
import { MOVEMENT_KINDS, type MovementKind, type Sought } from "../model";
import { CURRENCY } from "../words/currency";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { Days } from "./Days";
import style from "./History.module.css";
import { useKindNames } from "./useKindNames";
import { usePages } from "./usePages";

/** Nobody is asked while somebody still types. */
const TYPING_MS = 250;

type Narrowed = "all" | "in" | "out" | MovementKind;

/** Everything that moved, and the ways to find one of them again. */
export function HistoryPage() {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<Narrowed>("all");
  const text = useSettled(typed.trim());
  const sought = useMemo(() => soughtOf(text, chosen), [text, chosen]);
  const kinds = useKindNames();
  const fees = usePayeeFee() !== null;
  const choices: readonly [Narrowed, string][] = [
    ["all", t`All`],
    ["in", t`Came in`],
    ["out", t`Went out`],
    ...MOVEMENT_KINDS.filter((kind) => fees || kind !== "fee").map((kind): [Narrowed, string] => [kind, kinds[kind]]),
  ];
  return (
    <Page
      alone
      top={
        <TopBar
          title={t`History`}
          back="#/"
          deep
          actions={
            <IconLink label={t`Disputes`} href="#/disputes">
              <Scales />
            </IconLink>
          }
        />
      }
    >
      <Search label={t`Name, amount or receipt`} clear={t`Empty the search`} value={typed} onValue={setTyped} />
      <Chips label={t`Show`}>
        {choices.map(([value, label]) => (
          <Chip key={value} chosen={value === chosen} onClick={() => setChosen(value)}>
            {label}
          </Chip>
        ))}
      </Chips>
      <Found key={JSON.stringify(sought)} sought={sought} />
    </Page>
  );
}

function Found({ sought }: { sought: Sought }) {
  const { t } = useLingui();
  const { page, newest, older } = usePages(CURRENCY, 0, sought);
  if (page === null) {
    if (newest.problem) return <Retry problem={newest.problem} again={() => void newest.run()} />;
    return <SkeletonRows count={4} label={t`Asking the house`} />;
  }
  const empty = page.movements.length === 0;
  const more = page.next !== null;
  return (
    <div className={style.days} aria-live="polite">
      {empty && !more && (
        <EmptyState motif="koi">{isAll(sought) ? t`No money has come or gone yet.` : t`Nothing of that kind has moved.`}</EmptyState>
      )}
      {empty && more && <p>{t`Nothing in what was looked through so far.`}</p>}
      <Days movements={page.movements} />
      <WalletProblemLine problem={older.problem} />
      {more && (
        <Button kind="outline" busy={older.busy} onClick={() => void older.run()}>
          {isAll(sought) ? t`Show earlier ones` : t`Look further back`}
        </Button>
      )}
    </div>
  );
}

const isAll = (sought: Sought) => Object.keys(sought).length === 0;

function soughtOf(text: string, chosen: Narrowed): Sought {
  const narrowed = chosen === "all" ? {} : chosen === "in" || chosen === "out" ? { direction: chosen } : { kind: chosen };
  return { ...(text && { text }), ...narrowed };
}

/** What was typed, once it has stood for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
