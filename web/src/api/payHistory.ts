import type { Http } from "./http.ts";
import { payCalls } from "./pay.ts";
import type { DisputeOpened } from "./payTypes.ts";

type Query = Readonly<Record<string, string>>;

/** What was, in `/pay/v1`: history and months, receipts and statements, and what is said against a payment. */
export function payHistoryApi(http: Http) {
  const ask = payCalls(http);
  const file = (path: string, query: Query) => http.bytes(`${path}?${new URLSearchParams(query)}`);
  return {
    history: (query: Query) => ask("GET /pay/v1/history", undefined, { query }),
    month: (id: string, currency: string) => ask("GET /pay/v1/months/{month}", undefined, { id, query: { currency } }),
    receipt: (id: string, currency: string) => ask("GET /pay/v1/receipts/{number}", undefined, { id, query: { currency } }),
    receiptPdf: (number: string, query: Query) => file(`/pay/v1/receipts/${encodeURIComponent(number)}/receipt.pdf`, query),
    table: (query: Query) => file("/pay/v1/statements/csv", query),
    bankFile: (query: Query) => file("/pay/v1/statements/camt053", query),
    disputes: () => ask("GET /pay/v1/disputes", undefined),
    dispute: (id: string) => ask("GET /pay/v1/disputes/{id}", undefined, { id }),
    disputeOf: (id: string) => ask("GET /pay/v1/payments/{id}/dispute", undefined, { id }),
    openDispute: (id: string, opened: DisputeOpened) => ask("POST /pay/v1/payments/{id}/dispute", opened, { id }),
    answerDispute: (id: string, words: string) => ask("POST /pay/v1/disputes/{id}/answer", { words }, { id }),
    withdrawDispute: (id: string) => ask("POST /pay/v1/disputes/{id}/withdraw", undefined, { id }),
  };
}

export type PayHistoryApi = ReturnType<typeof payHistoryApi>;
