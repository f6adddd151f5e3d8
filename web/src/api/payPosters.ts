import type { Http } from "./http.ts";
import { type Amount, type Proof, payCalls } from "./pay.ts";
import type { PayCalls } from "./payTypes.ts";

/** Codes that payees show, in `/pay/v1`. */
export function payPostersApi(http: Http) {
  const ask = payCalls(http);
  return {
    read: (text: string) => ask("POST /pay/v1/posters/read", { text }),
    pay: (key: string, id: string, amount: Amount, hold: boolean, proof?: Proof) =>
      ask("POST /pay/v1/posters/{id}/pay", { amount, hold, proof }, { id, key }),
    all: (cursor: string | null) => ask("GET /pay/v1/posters", undefined, { query: cursor === null ? {} : { cursor } }),
    one: (id: string) => ask("GET /pay/v1/posters/{id}", undefined, { id }),
    make: (key: string, wanted: PayCalls["POST /pay/v1/posters"]["body"]) => ask("POST /pay/v1/posters", wanted, { key }),
    withdraw: (id: string) => ask("DELETE /pay/v1/posters/{id}", undefined, { id }),
    picture: (id: string) => http.bytes(`/pay/v1/posters/${encodeURIComponent(id)}/poster.svg`),
    paper: (id: string, size: string) => http.bytes(`/pay/v1/posters/${encodeURIComponent(id)}/poster.pdf?size=${size}`),
  };
}

export type PayPostersApi = ReturnType<typeof payPostersApi>;
