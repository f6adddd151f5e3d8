import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import Gear from "~icons/ph/gear-six";
import Send from "~icons/ph/paper-plane-tilt";
import Plus from "~icons/ph/plus";
import { Amount } from "../../design/Amount/Amount";
import { Button, ButtonLink, IconLink } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { Tag } from "../../design/Tag/Tag";
import { TopBar } from "../../design/TopBar/TopBar";
import { type Answer, useAnswer } from "../../matrix/react";
import type { Balance, Owner } from "../model";
import { useWallet } from "../react";
import { nameOf } from "../words/nameOf";
import { Retry } from "../words/Retry";
import style from "./Home.module.css";
import { Movements } from "./Movements";
import { TopUpSheet } from "./TopUpSheet";

/** What the sandbox's bank gives, and what somebody has who has never had anything. */
const CURRENCY = "CNY";

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
  useWhenBack(hasMoved);
  const playMoney = house.state === "ready" && house.answer.playMoney;

  return (
    <Page
      alone
      top={<Head me={me} />}
      bottom={
        <ButtonLink icon={<Send />} href="#/send">
          {t`Send money`}
        </ButtonLink>
      }
    >
      <BalanceCard balances={balances} playMoney={playMoney} onTopUp={() => setToppingUp(true)} />
      {balances.state === "failed" && <Retry problem={balances.problem} again={() => void again()} />}
      <LearnsLine icon={<Fingerprint />}>{t`Whatever goes out, this device asks for your passkey first.`}</LearnsLine>
      <Movements currency={CURRENCY} moved={moved} />
      {toppingUp && (
        <TopUpSheet
          currency={CURRENCY}
          onClose={() => setToppingUp(false)}
          onDone={() => {
            setToppingUp(false);
            return hasMoved();
          }}
        />
      )}
    </Page>
  );
}

function Head({ me }: { me: Owner }) {
  const { t } = useLingui();
  return (
    <TopBar
      title={t`Pay`}
      second={nameOf(me)}
      actions={
        <IconLink label={t`Safety and look`} href="#/safety">
          <Gear />
        </IconLink>
      }
    />
  );
}

/** Money may have come while the page was not looked at. */
function useWhenBack(look: () => Promise<void>): void {
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && void look();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [look]);
}

interface BalanceCardProps {
  balances: Answer<readonly Balance[]>;
  playMoney: boolean;
  onTopUp: () => void;
}

/** How much there is, and whether it is worth anything. */
function BalanceCard({ balances, playMoney, onTopUp }: BalanceCardProps) {
  const { t } = useLingui();
  const own = balances.state === "ready" ? balances.answer.find(({ balance }) => balance.currency === CURRENCY) : undefined;
  return (
    <section className={style.balance} aria-label={t`Balance`}>
      <div className={style.figures}>
        <h2 className={style.label}>
          {t`Balance`} {playMoney && <Tag tone="amber">{t`Play money`}</Tag>}
        </h2>
        {balances.state === "loading" && <SkeletonLines count={1} label={t`Asking the house`} />}
        {balances.state === "ready" && <Amount size="balance" of={own?.balance ?? { minor: 0, currency: CURRENCY }} />}
      </div>
      {playMoney && (
        <Button kind="soft" size="small" icon={<Plus />} onClick={onTopUp}>
          {t`Top up`}
        </Button>
      )}
    </section>
  );
}
