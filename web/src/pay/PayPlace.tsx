import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import { Button, ButtonLink } from "../design/Button/Button";
import { ProblemLine } from "../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../design/LearnsLine/LearnsLine";
import { Page } from "../design/Page/Page";
import { OnePane } from "../design/Panes/Panes";
import { SkeletonLines } from "../design/Skeleton/Skeleton";
import { TopBar } from "../design/TopBar/TopBar";
import type { SignedIn, Wallet } from "../matrix/model";
import { type Answer, useAnswer, useMatrix, useVerb } from "../matrix/react";

/** The place Pay: the way into the wallet, which is a page of its own at an address of its own. */
export function PayPlace({ session: { offline } }: { session: Pick<SignedIn, "offline"> }) {
  const { t } = useLingui();
  const wallet = useAnswer(useMatrix().wallet);
  useAskAgain(wallet, offline);
  return (
    <OnePane>
      <Page top={<TopBar title={t`Pay`} />} bottom={wallet.state === "ready" && <WayIn wallet={wallet.answer} offline={offline} />}>
        {wallet.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
        {wallet.state === "failed" && (
          <ProblemLine
            problem={wallet.problem}
            action={
              <Button kind="outline" size="small" onClick={() => void wallet.again()}>
                {t`Try again`}
              </Button>
            }
          />
        )}
        {wallet.state === "ready" && <About wallet={wallet.answer} />}
      </Page>
    </OnePane>
  );
}

function About({ wallet }: { wallet: Wallet }): ReactNode {
  const { t } = useLingui();
  const { host } = new URL(wallet.url);
  return (
    <>
      <p>
        {t`Your wallet stands at an address of its own, ${host}, apart from the chats. Nothing that somebody writes here can reach your money.`}
      </p>
      <LearnsLine icon={<Fingerprint />}>
        {wallet.hasPasskey
          ? t`Only your payment passkey opens it.`
          : t`The first time, the house asks who you are, and the wallet makes a payment passkey with you. From then on only that opens it.`}
      </LearnsLine>
    </>
  );
}

/** By a link that the house gives to whom it knows, until a payment passkey does without. */
function WayIn({ wallet, offline }: { wallet: Wallet; offline: boolean }): ReactNode {
  const { t } = useLingui();
  const matrix = useMatrix();
  const link = useVerb(async () => window.location.assign(await matrix.linkWallet()));
  // Where the house is away, the wallet is too; the line above the places says so.
  if (wallet.hasPasskey && !offline) return <ButtonLink href={wallet.url}>{t`Open my wallet`}</ButtonLink>;
  return (
    <>
      <ProblemLine problem={link.problem} />
      <Button busy={link.busy} disabled={offline} onClick={() => void link.run()}>
        {t`Open my wallet`}
      </Button>
    </>
  );
}

/** Whoever comes back from the wallet may have made its passkey there; and a house that was away is asked when it is back. */
function useAskAgain({ again }: Answer<Wallet> & { readonly again: () => Promise<void> }, offline: boolean): void {
  const before = useRef(offline);
  useEffect(() => {
    if (before.current && !offline) void again();
    before.current = offline;
  }, [again, offline]);
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && void again();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [again]);
}
