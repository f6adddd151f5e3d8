import { useLingui } from "@lingui/react/macro";
import Check from "~icons/ph/check-circle-fill";
import { Amount } from "../../../design/Amount/Amount";
import { moneyText } from "../../../design/Amount/money";
import { Avatar } from "../../../design/Avatar/Avatar";
import { Row, Rows } from "../../../design/Row/Row";
import { Sheet } from "../../../design/Sheet/Sheet";
import type { Card } from "../../../matrix/model";
import { clockTime, fullTime } from "../../words/when";
import style from "./MoneyCard.module.css";

/** Who got what of a red packet. */
export function PacketSheet({ card, me, onClose }: { card: Card; me: string; onClose: () => void }) {
  const { i18n, t } = useLingui();
  const sender = card.sender?.name ?? t`Somebody who has left`;
  const opened = card.shares - card.left;
  const { shares } = card;
  const luckiest = card.left === 0 && card.kind === "randomPacket" ? Math.max(...card.taken.map(({ amount }) => amount.minor)) : null;
  const when = fullTime(card.until, i18n.locale);
  return (
    <Sheet title={card.sender?.userId === me ? t`Your red packet` : t`Red packet from ${sender}`} onClose={onClose} looks={style.opened}>
      <Opened card={card} />
      {card.mine ? (
        <div className={style.got}>
          <Amount of={card.mine} size="result" />
          <p className={style.there}>
            <Check />
            {t`in your wallet`}
          </p>
        </div>
      ) : (
        card.left === 0 && card.sender?.userId !== me && <p>{t`Others were faster. All of it is taken.`}</p>
      )}
      <p className={style.sum}>
        <span>{t`${opened} of ${shares} opened`}</span>
        <span>{moneyText(card.amount, i18n.locale)}</span>
      </p>
      {card.taken.length > 0 && (
        <Rows label={t`Who got what`}>
          {card.taken.map(({ person, amount, at }) => (
            <Row
              key={`${person?.userId ?? "gone"} ${at}`}
              leading={person && <Avatar of={person.avatar} size={44} />}
              title={person?.userId === me ? t`You` : (person?.name ?? t`Somebody who has left`)}
              second={amount.minor === luckiest ? t`${{ time: clockTime(at, i18n.locale) }}, the luckiest` : clockTime(at, i18n.locale)}
              meta={moneyText(amount, i18n.locale)}
            />
          ))}
        </Rows>
      )}
      <p className={style.note}>
        {card.state === "open"
          ? t`What nobody opens goes back to ${sender}: ${when}. Only this conversation sees the list.`
          : t`Only this conversation sees the list.`}
      </p>
    </Sheet>
  );
}

/** The red of it, folded back, and whose it is. */
function Opened({ card: { sender } }: { card: Card }) {
  return (
    <>
      <div className={style.lid} aria-hidden="true" />
      {sender && (
        <span className={style.giver}>
          <Avatar of={sender.avatar} size={96} />
        </span>
      )}
    </>
  );
}
