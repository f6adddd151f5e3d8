import { useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import Fingerprint from "~icons/ph/fingerprint";
import Snowflake from "~icons/ph/snowflake";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import { Page } from "../../design/Page/Page";
import { useAnswer, useVerb } from "../../matrix/react";
import type { SignedOutWhy } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Door.module.css";
import { DoorHead } from "./DoorHead";

/** Before the wallet is open: the payment passkey opens it; who has none comes from the app. */
export function Door({ why }: { why: SignedOutWhy }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const house = useAnswer(wallet.house);
  const [, go] = useLocation();
  const open = useVerb(async () => {
    await wallet.signInWithPasskey();
    go("/", { replace: true });
  });
  return (
    <Page
      alone
      top={<DoorHead />}
      bottom={
        <>
          <WalletProblemLine problem={open.problem} />
          <Button icon={<Fingerprint />} busy={open.busy} onClick={() => void open.run()}>
            {t`Open with my passkey`}
          </Button>
          <ButtonLink kind="quiet" icon={<Snowflake />} href="#/freeze-by-code">
            {t`Freeze a wallet`}
          </ButtonLink>
          {house.state === "ready" && (
            <ButtonLink kind="quiet" href={house.answer.appUrl}>
              {t`To the conversations`}
            </ButtonLink>
          )}
        </>
      }
    >
      <div className={style.words}>
        <h1 className={style.title} tabIndex={-1}>{t`Your money, apart from the chats`}</h1>
        <p>{t`What somebody writes to you cannot reach it. Only a passkey of its own opens it.`}</p>
        <p>{t`For the first time, come here from the app: Pay, then Open my wallet.`}</p>
      </div>
      {why === "ended" && (
        <ErrorLine>{t`This session has ended: you ended it elsewhere, its time was over, or you closed your account.`}</ErrorLine>
      )}
      {why === "byPerson" && <p className={style.note} role="status">{t`You have signed out. Your money stays where it is.`}</p>}
      {house.state === "failed" && <Retry problem={house.problem} again={() => void house.again()} />}
    </Page>
  );
}
