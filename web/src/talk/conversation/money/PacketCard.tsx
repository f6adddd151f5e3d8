import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { moneyText } from "../../../design/Amount/money";
import { ProblemLine } from "../../../design/ErrorLine/ErrorLine";
import type { Card } from "../../../matrix/model";
import style from "./MoneyCard.module.css";
import { PacketSheet } from "./PacketSheet";
import type { CardProps } from "./TransferCard";

/** A red packet: a press opens it, or shows who got what. */
export function PacketCard({ card, money, active }: CardProps) {
  const { i18n, t } = useLingui();
  const { me } = money;
  const [shown, setShown] = useState(false);
  const opens = mayOpen(card, me);
  const press = async () => {
    if (opens) await money.take.run();
    setShown(true);
  };
  const total = moneyText(card.amount, i18n.locale);
  const { shares } = card;
  return (
    <>
      <button
        type="button"
        data-packet=""
        className={`${style.packet} ${card.state === "open" ? "" : style.over}`}
        tabIndex={active ? undefined : -1}
        aria-busy={money.take.busy || undefined}
        onClick={() => void press()}
      >
        <span className={style.top}>
          <span className={style.flap} aria-hidden="true" />
          <span className={style.words}>
            <span className={style.title}>{opens ? t`Open the red packet` : t`Red packet`}</span>
            <span className={style.second}>{useOpened(card)}</span>
          </span>
        </span>
        <span className={style.foot}>{t`${total} for ${plural(shares, { one: "# person", other: "# people" })}`}</span>
      </button>
      <ProblemLine problem={money.problem} />
      {shown && !money.take.busy && !money.problem && <PacketSheet card={card} me={me} onClose={() => setShown(false)} />}
    </>
  );
}

/** Whoever sent one for a single person does not take it back that way. */
function mayOpen(card: Card, me: string): boolean {
  return card.state === "open" && card.left > 0 && card.mine === null && (card.shares > 1 || card.sender?.userId !== me);
}

function useOpened(card: Card): string {
  const { i18n, t } = useLingui();
  const { shares, left } = card;
  if (card.mine) {
    const mine = moneyText(card.mine, i18n.locale);
    return t`You got ${mine}`;
  }
  if (card.state === "returned") return t`Its day is over`;
  const opened = shares - left;
  return left === 0 ? t`All of it is taken` : t`${opened} of ${shares} opened`;
}
