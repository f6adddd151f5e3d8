import type { PayPostersApi } from "../../api/payPosters";
import type { Face, Payment, Poster, PosterOnScreen, PosterPage, PosterPayment, PosterRead, PosterVerbs } from "../model";
import { MoneyProblem } from "../model";
import { asMoney, needsConfirming } from "./asMoney";
import { prove, type Question } from "./prove";

/** Codes that payees show. */
export function posters(api: PayPostersApi): PosterVerbs {
  return {
    readPoster: (text) => asMoney(() => api.read(text) as Promise<PosterRead>),
    payPoster: (payment) => asMoney(() => pay(api, payment)),
    posters: (cursor) => asMoney(() => api.all(cursor) as Promise<PosterPage>),
    poster: (id) => asMoney(() => api.one(id) as Promise<PosterOnScreen>),
    makePoster: (key, wanted) => asMoney(() => api.make(key, wanted) as Promise<Poster>),
    withdrawPoster: (id) => asMoney(async () => void (await api.withdraw(id))),
    posterPaper: (id, paper) => asMoney(() => (paper === "svg" ? api.picture(id) : api.paper(id, paper))),
  };
}

/** The passkey is asked only for whom the person has seen: a payee may be called otherwise meanwhile. */
async function pay(api: PayPostersApi, { id, read, amount, hold }: PosterPayment): Promise<Payment> {
  try {
    return (await api.pay(id, read.poster, amount, hold)) as Payment;
  } catch (refusal) {
    if (!needsConfirming(refusal)) throw refusal;
    const question = refusal.body as unknown as Question & { readonly confirms: { readonly payee: Face } };
    if (!isSame(question.confirms.payee, read.payee)) throw new MoneyProblem("payeeChanged");
    return (await api.pay(id, read.poster, amount, hold, await prove(question))) as Payment;
  }
}

const isSame = (one: Face, other: Face) =>
  one.avatar === other.avatar && one.adjective === other.adjective && one.name === other.name && one.verified === other.verified;
