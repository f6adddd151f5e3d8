import { useLingui } from "@lingui/react/macro";
import Arrows from "~icons/ph/arrows-left-right";
import { Amount } from "../../../design/Amount/Amount";
import { Button } from "../../../design/Button/Button";
import { ProblemLine } from "../../../design/ErrorLine/ErrorLine";
import type { Card } from "../../../matrix/model";
import style from "./MoneyCard.module.css";
import type { useCard } from "./useCard";

export interface CardProps {
  card: Card;
  money: ReturnType<typeof useCard>;
  active: boolean;
}

/** Money for one person, who accepts or declines it. */
export function TransferCard({ card, money }: Omit<CardProps, "active">) {
  const { t } = useLingui();
  const forMe = card.to?.userId === money.me;
  const sentence = useStateSentence(card, money.me);
  return (
    <div className={`${style.card} ${style.transfer}`} data-transfer="">
      <p className={style.head}>
        <Arrows />
        {t`Transfer`}
      </p>
      <Amount of={card.amount} size="balance" />
      <p className={style.state}>{sentence}</p>
      {forMe && card.state === "open" && (
        <div className={style.buttons}>
          <Button size="small" busy={money.take.busy} onClick={() => void money.take.run()}>
            {t`Accept`}
          </Button>
          <Button size="small" kind="quiet" busy={money.decline.busy} onClick={() => void money.decline.run()}>
            {t`Decline`}
          </Button>
        </div>
      )}
      <ProblemLine problem={money.problem} />
    </div>
  );
}

function useStateSentence(card: Card, me: string): string {
  const { t } = useLingui();
  const name = card.to?.name ?? t`Somebody who has left`;
  const mine = card.to?.userId === me;
  const sent = card.sender?.userId === me;
  switch (card.state) {
    case "open":
      return mine ? t`It waits for you, for a day.` : sent ? t`It waits for ${name}, for a day.` : t`For ${name}`;
    case "taken":
      return mine ? t`It is in your wallet.` : t`${name} has it.`;
    case "declined":
      return mine ? t`You declined it.` : sent ? t`${name} declined it. The money is back.` : t`${name} declined it.`;
    case "returned":
      return sent ? t`Nobody took it for a day. The money is back.` : t`Its day is over. The money went back.`;
  }
}
