import { useLingui } from "@lingui/react/macro";
import { Suspense, useState } from "react";
import Gear from "~icons/ph/gear-six";
import Send from "~icons/ph/paper-plane-tilt";
import { ButtonLink, IconLink } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { WaitingDispute } from "../disputes/WaitingDispute";
import type { Owner } from "../model";
import { useWallet } from "../react";
import { OpenTallies, TopUpSheet } from "../rooms";
import { CURRENCY } from "../words/currency";
import { nameOf } from "../words/nameOf";
import { Retry } from "../words/Retry";
import { BalanceCard } from "./BalanceCard";
import { FrozenBanner } from "./FrozenBanner";
import { Movements } from "./Movements";
import { Tiles } from "./Tiles";
import { useMoney } from "./useMoney";

/** The money: how much there is, what to do with it, and how it moved. */
export function Home({ me }: { me: Owner }) {
  const { t } = useLingui();
  const house = useAnswer(useWallet().house);
  const { balances, moved, hasMoved } = useMoney();
  const [toppingUp, setToppingUp] = useState(false);
  const law = house.state === "ready" ? house.answer : null;

  return (
    <Page
      alone
      top={<Head me={me} back={law?.appUrl} />}
      bottom={
        law?.verbs.includes("transfer") !== false && (
          <ButtonLink kind="soft" icon={<Send />} href="#/send">
            {t`Send money`}
          </ButtonLink>
        )
      }
    >
      {me.frozen && <FrozenBanner frozen={me.frozen} />}
      <WaitingDispute />
      <Tiles />
      <BalanceCard balances={balances} law={law} onTopUp={() => setToppingUp(true)} />
      {balances.state === "failed" && <Retry problem={balances.problem} again={() => void hasMoved()} />}
      <Suspense fallback={null}>
        <OpenTallies appUrl={law?.appUrl} />
      </Suspense>
      <Movements currency={CURRENCY} moved={moved} bank={law?.regime === "sandbox"} />
      {toppingUp && (
        <Suspense fallback={null}>
          <TopUpSheet
            currency={CURRENCY}
            onClose={() => setToppingUp(false)}
            onDone={() => {
              setToppingUp(false);
              return hasMoved();
            }}
          />
        </Suspense>
      )}
    </Page>
  );
}

/** `back`: to the conversations, at the app's address. */
function Head({ me, back }: { me: Owner; back: string | undefined }) {
  const { t } = useLingui();
  return (
    <TopBar
      title={t`Pay`}
      {...(back && { back, deep: true })}
      second={nameOf(me)}
      actions={
        <IconLink label={t`Safety and look`} href="#/safety">
          <Gear />
        </IconLink>
      }
    />
  );
}
