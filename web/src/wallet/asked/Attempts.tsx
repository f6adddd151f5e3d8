import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import HandPalm from "~icons/ph/hand-palm";
import Snowflake from "~icons/ph/snowflake";
import { Amount } from "../../design/Amount/Amount";
import { Button, ButtonLink } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useVerb } from "../../matrix/react";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Attempt, AttemptPage } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { useAttemptWord } from "./useAttemptWord";

/** What was tried with codes of one's own and did not go through: the payee was told less. */
export function Attempts() {
  const { t } = useLingui();
  const { page, newest, older } = useAttempts();
  return (
    <Page
      alone
      top={<TopBar title={t`Refused codes`} back="#/safety" deep />}
      bottom={
        <ButtonLink kind="soft" icon={<Snowflake />} href="#/freeze">
          {t`Freeze my wallet`}
        </ButtonLink>
      }
    >
      <p>{t`Whenever a code of yours is refused, you read here why. Whoever tried it was only told that it does not hold.`}</p>
      {page === null && newest.problem && <Retry problem={newest.problem} again={() => void newest.run()} />}
      {page === null && !newest.problem && <SkeletonRows count={3} label={t`Asking the house`} />}
      {page?.attempts.length === 0 && <EmptyState motif="cat">{t`No code of yours was refused.`}</EmptyState>}
      {page !== null && page.attempts.length > 0 && (
        <Rows label={t`Refused codes`}>
          {page.attempts.map((attempt, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was tried has no id, and the list only grows at its end
            <AttemptRow key={`${attempt.at} ${nth}`} attempt={attempt} />
          ))}
        </Rows>
      )}
      <WalletProblemLine problem={older.problem} />
      {page !== null && page.next !== null && (
        <Button kind="outline" busy={older.busy} onClick={() => void older.run()}>
          {t`Show earlier ones`}
        </Button>
      )}
    </Page>
  );
}

function AttemptRow({ attempt }: { attempt: Attempt }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const nameOf = useFaceName();
  const word = useAttemptWord()(attempt.word);
  const at = full(attempt.at);
  const second = attempt.payee ? t`${{ name: nameOf(attempt.payee) }}, ${at}` : at;
  return (
    <Row
      wraps
      leading={attempt.payee ? <FaceAvatar of={attempt.payee} size={44} /> : <HandPalm />}
      title={word}
      second={second}
      meta={attempt.amount ? <Amount size="row" of={attempt.amount} /> : undefined}
    />
  );
}

/** The pages that were asked for, as one; asked anew with each attempt. */
function useAttempts() {
  const wallet = useWallet();
  const [page, setPage] = useState<AttemptPage | null>(null);
  const shown = useRef(page);
  shown.current = page;
  const newest = useVerb(useCallback(async () => setPage(await wallet.attempts(null)), [wallet]));
  const older = useVerb(async () => {
    const before = shown.current;
    if (!before?.next) return;
    const more = await wallet.attempts(before.next);
    if (shown.current === before) setPage({ next: more.next, attempts: [...before.attempts, ...more.attempts] });
  });
  useEffect(() => void newest.run(), [newest.run]);
  useEffect(() => wallet.hear(({ type }) => type === "attempt" && void newest.run()), [wallet, newest.run]);
  return { page, newest, older };
}
