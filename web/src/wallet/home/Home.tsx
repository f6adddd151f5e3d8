import { useLingui } from "@lingui/react/macro";
import { Suspense, useCallback, useState } from "react";
import Gear from "~icons/ph/gear-six";
import Send from "~icons/ph/paper-plane-tilt";
import Plus from "~icons/ph/plus";
import Snowflake from "~icons/ph/snowflake";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Banner } from "../../design/Banner/Banner";
import { Button, ButtonLink, IconLink } from "../../design/Button/Button";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { Tag } from "../../design/Tag/Tag";
import { TopBar } from "../../design/TopBar/TopBar";
import { type Answer, useAnswer } from "../../matrix/react";
import { WaitingDispute } from "../disputes/WaitingDispute";
import type { Balance, Frozen, House, Owner } from "../model";
import { useWallet } from "../react";
import { OpenTallies, TopUpSheet } from "../rooms";
import { CURRENCY } from "../words/currency";
import { nameOf } from "../words/nameOf";
import { Retry } from "../words/Retry";
import style from "./Home.module.css";
import { BankLink, Movements } from "./Movements";
import { Tiles } from "./Tiles";
import { useWhenMoved } from "./useWhenMoved";

/** The money: how much there is, what to do with it, and how it moved. */
export function Home({ me }: { me: Owner }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const house = useAnswer(wallet.house);
  const balances = useAnswer(wallet.balance);
  const [moved, setMoved] = useState(0);
  const [toppingUp, setToppingUp] = useState(false);
  const { again } = balances;
  const hasMoved = useCallback(() => {
    setMoved((count) => count + 1);
    return again();
  }, [again]);
  useWhenMoved(hasMoved);
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
      {balances.state === "failed" && <Retry problem={balances.problem} again={() => void again()} />}
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

function FrozenBanner({ frozen }: { frozen: Frozen }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const since = full(frozen.since);
  return (
    <Banner
      label={t`Your wallet is frozen`}
      tone="red"
      icon={<Snowflake />}
      title={t`Your wallet is frozen`}
      actions={
        <ButtonLink kind="outline" size="small" href="#/freeze">
          {t`Thaw it`}
        </ButtonLink>
      }
    >
      {t`Since ${since} no code pays and nothing is sent. Your money is where it was.`}
    </Banner>
  );
}

interface BalanceCardProps {
  balances: Answer<readonly Balance[]>;
  law: House | null;
  onTopUp: () => void;
}

/** How much there is, and whether it is worth anything. */
function BalanceCard({ balances, law, onTopUp }: BalanceCardProps) {
  const { t, i18n } = useLingui();
  const playMoney = law?.regime === "sandbox";
  const limit =
    law && law.creditLimit.minor > 0 ? moneyText({ ...law.creditLimit, minor: -law.creditLimit.minor }, i18n.locale, "below") : null;
  const own = balances.state === "ready" ? balances.answer.find(({ balance }) => balance.currency === CURRENCY) : undefined;
  return (
    <section className={style.balance} aria-label={t`Balance`}>
      <div className={style.figures}>
        <h2 className={style.label}>
          {t`Balance`} {playMoney && <Tag tone="amber">{t`Play money`}</Tag>}
        </h2>
        {balances.state === "loading" && <SkeletonLines count={1} label={t`Asking the house`} />}
        {balances.state === "ready" && <Amount size="balance" of={own?.balance ?? { minor: 0, currency: CURRENCY }} />}
        {limit && <p className={style.label}>{t`Members may go down to ${limit}.`}</p>}
      </div>
      {playMoney && (
        <Button kind="soft" size="small" icon={<Plus />} onClick={onTopUp}>
          {t`Top up`}
        </Button>
      )}
      {!playMoney && law?.verbs.includes("moneyOut") && <BankLink />}
    </section>
  );
}
