import type { PayApi } from "../../api/pay";
import { MoneyProblem, type Named, type Tallies, type TallyAsked, type TallyVerbs } from "../model";
import { asMoney, needsConfirming } from "./asMoney";
import { prove, type Question } from "./prove";

/** What others ask for in conversations. */
export function tallies(pay: PayApi): TallyVerbs {
  return {
    tally: (id) => asMoney(() => pay.tally(id) as Promise<TallyAsked>),
    askedTallies: (cursor) => asMoney(() => pay.askedTallies(from(cursor)) as Promise<Tallies<TallyAsked>>),
    owedTallies: (cursor) => asMoney(() => pay.owedTallies(from(cursor))),
    declineTally: (id) => asMoney(() => pay.declineTally(id)).then(() => {}),
    payTally: (key, tally) => asMoney(() => payPart(pay, key, tally)),
  };
}

const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** The passkey is asked only for whom the person has seen: the asker may be called otherwise meanwhile. */
async function payPart(pay: PayApi, key: string, { id, asker }: TallyAsked): Promise<void> {
  try {
    await pay.payTally(key, id);
  } catch (refusal) {
    if (!needsConfirming(refusal)) throw refusal;
    const question = refusal.body as unknown as Question & { readonly confirms: { readonly to: Named } };
    if (!isSame(question.confirms.to, asker)) throw new MoneyProblem("payeeChanged");
    await pay.payTally(key, id, await prove(question));
  }
}

const isSame = (one: Named, other: Named) =>
  one.userId === other.userId && one.name === other.name && (one.verifiedName ?? null) === (other.verifiedName ?? null);
