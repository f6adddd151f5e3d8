import type { CardAnswer } from "../../api/matrix.ts";
import type { Card, MoneyRef, Person } from "../model.ts";
import type { Content } from "./plain.ts";

/** Where a message names the card of which it tells, or what is asked for. */
export const CARD_KEY = "org.teahouse.pay";
/** A UUID, as the house writes them. */
export const CARD_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** A message that tells of money. */
export function moneyContent({ kind, id }: MoneyRef, text: string): Content {
  return { msgtype: "m.text", body: text, "m.mentions": {}, [CARD_KEY]: { [kind]: id } };
}

/** A card as the house tells it. */
export function toCard(answer: CardAnswer, person: (userId: string) => Person): Card {
  const known = (userId: string | undefined) => (userId === undefined ? null : person(userId));
  const { id, kind, state, amount, shares, left, until } = answer;
  return {
    ...{ id, kind, state, amount, shares, left, until },
    sender: known(answer.sender),
    to: known(answer.to),
    mine: answer.mine ?? null,
    taken: answer.taken.map(({ user_id, amount: share, at }) => ({ person: known(user_id), amount: share, at })),
  };
}
