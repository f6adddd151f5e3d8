import { useLingui } from "@lingui/react/macro";
import Plus from "~icons/ph/plus";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { Tag } from "../../design/Tag/Tag";
import type { Answer } from "../../matrix/react";
import type { Balance, House } from "../model";
import { CURRENCY } from "../words/currency";
import style from "./Home.module.css";
import { BankLink } from "./Movements";

interface BalanceCardProps {
  balances: Answer<readonly Balance[]>;
  law: House | null;
  /** Absent where nothing is put in. */
  onTopUp?: () => void;
}

/** How much there is, and whether it is worth anything. */
export function BalanceCard({ balances, law, onTopUp }: BalanceCardProps) {
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
      {playMoney && onTopUp && (
        <Button kind="soft" size="small" icon={<Plus />} onClick={onTopUp}>
          {t`Top up`}
        </Button>
      )}
      {!playMoney && onTopUp && law?.verbs.includes("moneyOut") && <BankLink />}
    </section>
  );
}
