import type { PayHistoryApi } from "../../api/payHistory";
import type { Dispute, DisputeVerbs, HistoryVerbs, MovementPage, Receipt, Sought } from "../model";
import { asMoney } from "./asMoney";

/** What was, and what is said against it. */
export function history(api: PayHistoryApi): HistoryVerbs & DisputeVerbs {
  return {
    history: (currency, cursor, sought = {}) =>
      asMoney(() => api.history({ currency, ...(cursor !== null && { cursor }), ...queryOf(sought) }) as Promise<MovementPage>),
    month: (currency, month) => asMoney(() => api.month(month, currency)),
    receipt: (currency, number) => asMoney(() => api.receipt(number, currency) as Promise<Receipt>),
    receiptPdf: (currency, number, lang) => asMoney(() => api.receiptPdf(number, { currency, lang })),
    statement: (form, currency, days, lang) =>
      asMoney(() => (form === "csv" ? api.table({ currency, ...days, lang }) : api.bankFile({ currency, ...days }))),
    disputes: () => asMoney(async () => (await api.disputes()).disputes as readonly Dispute[]),
    dispute: (id) => asMoney(() => api.dispute(id) as Promise<Dispute>),
    // Answered with nothing where there is none.
    disputeOf: (payment) => asMoney(async () => ((await api.disputeOf(payment)) as Dispute | undefined) ?? null),
    openDispute: (payment, reason, words) => asMoney(() => api.openDispute(payment, { reason, words }) as Promise<Dispute>),
    answerDispute: (id, words) => asMoney(() => api.answerDispute(id, words) as Promise<Dispute>),
    withdrawDispute: (id) => asMoney(() => api.withdrawDispute(id) as Promise<Dispute>),
  };
}

function queryOf({ text, kind, direction }: Sought): Readonly<Record<string, string>> {
  return { ...(text && { q: text }), ...(kind && { kind }), ...(direction && { direction }) };
}
