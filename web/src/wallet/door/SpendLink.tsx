import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { ButtonLink } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Door.module.css";
import { DoorHead } from "./DoorHead";

/** Comes in by a link from the app. It works once and for minutes, so it is spent at once, and leaves the address. */
export function SpendLink({ token }: { token: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [, go] = useLocation();
  const spent = useRef<string | null>(null);
  const spend = useVerb(async (link: string) => {
    await wallet.signInWithLink(link);
    go("/", { replace: true });
  });
  useEffect(() => {
    if (spent.current === token) return;
    spent.current = token;
    void spend.run(token);
  }, [token, spend.run]);
  return (
    <Page alone top={<DoorHead />} bottom={spend.problem && <ButtonLink href="#/">{t`To the wallet's door`}</ButtonLink>}>
      <div className={style.words}>
        <h1 className={style.title} tabIndex={-1}>
          {spend.problem ? t`This link opens nothing` : t`Opening your wallet`}
        </h1>
      </div>
      {spend.problem ? <WalletProblemLine problem={spend.problem} /> : <SkeletonLines label={t`Asking the house`} />}
    </Page>
  );
}
