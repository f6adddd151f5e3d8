import { useLingui } from "@lingui/react/macro";
import DoorOpen from "~icons/ph/door-open";
import Send from "~icons/ph/paper-plane-tilt";
import { Banner } from "../../design/Banner/Banner";
import { Button, ButtonLink } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../../matrix/react";
import { BalanceCard } from "../home/BalanceCard";
import { FrozenBanner } from "../home/FrozenBanner";
import { Movements } from "../home/Movements";
import { useMoney } from "../home/useMoney";
import type { Owner } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { handleOf } from "../words/nameOf";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** How much is still there, and the two ways out. */
export function LeftHome({ me }: { me: Owner }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const house = useAnswer(wallet.house);
  const { balances, moved, hasMoved } = useMoney();
  const leave = useVerb(wallet.signOut);
  const law = house.state === "ready" ? house.answer : null;
  return (
    <Page
      alone
      top={<TopBar title={t`Pay`} second={handleOf(me)} />}
      bottom={
        <>
          <WalletProblemLine problem={leave.problem} />
          {law?.verbs.includes("moneyOut") && <ButtonLink href="#/bank">{t`Take money out`}</ButtonLink>}
          {law?.verbs.includes("transfer") && (
            <ButtonLink kind="soft" icon={<Send />} href="#/send">
              {t`Send money`}
            </ButtonLink>
          )}
          <Button kind="quiet" busy={leave.busy} onClick={() => void leave.run()}>{t`Sign out`}</Button>
        </>
      }
    >
      <Banner label={t`Your account is closed`} tone="amber" icon={<DoorOpen />} title={t`Your account is closed`}>
        {t`What is in your wallet is yours until you have taken it out or sent it to somebody. Once it is empty, the house forgets the wallet and your passkey.`}
      </Banner>
      {me.frozen && <FrozenBanner frozen={me.frozen} />}
      <BalanceCard balances={balances} law={law} />
      {balances.state === "failed" && <Retry problem={balances.problem} again={() => void hasMoved()} />}
      <Movements currency={CURRENCY} moved={moved} bank={false} />
    </Page>
  );
}
