import { type Http, Refusal, UNREACHABLE } from "./http.ts";
import { type Amount, type Proof, payCalls } from "./pay.ts";
import type { CodePhoneFinish } from "./payTypes.ts";

/** Shorter than the house may keep us waiting for its first byte, in seconds. */
const WAIT_SECONDS = 10;

const since = (cursor: string | null): Readonly<Record<string, string>> => (cursor === null ? {} : { cursor });

/** Codes in `/pay/v1`: the phone that shows them, the till that takes them, the word that is asked for, limits and the freeze. */
export function payCodesApi(http: Http) {
  const ask = payCalls(http);
  return {
    startPhone: (publicKey: string) => ask("POST /pay/v1/code-phone/start", { publicKey }),
    finishPhone: (made: CodePhoneFinish) => ask("POST /pay/v1/code-phone/finish", made),
    phones: () => ask("GET /pay/v1/code-phone", undefined),
    endPhone: (id: string) => ask("DELETE /pay/v1/code-phone/{id}", undefined, { id }),
    fillAliases: (id: string) => ask("POST /pay/v1/code-phone/{id}/aliases", undefined, { id }),

    charge: (key: string, code: string, amount: Amount, source: string) => ask("POST /pay/v1/charges", { code, amount, source }, { key }),
    chargeOf: (id: string) => ask("GET /pay/v1/charges/{id}", undefined, { id }),
    whenAnswered: (id: string) =>
      ask("GET /pay/v1/charges/{id}", undefined, { id, query: { state: "waiting", wait: String(WAIT_SECONDS) } }),
    charges: (cursor: string | null) => ask("GET /pay/v1/charges", undefined, { query: since(cursor) }),
    refund: (key: string, id: string, amount: Amount) => ask("POST /pay/v1/charges/{id}/refund", { amount }, { id, key }),
    ownFace: () => ask("GET /pay/v1/payee/face", undefined),

    events: async (signal: AbortSignal): Promise<ReadableStream<Uint8Array>> => {
      const { body } = await http.send("GET", "/pay/v1/events", undefined, { Accept: "text/event-stream" }, signal);
      if (!body) throw new Refusal(0, UNREACHABLE);
      return body;
    },
    asks: () => ask("GET /pay/v1/asks", undefined),
    answer: (id: string, answer: "refuse" | "hold" | "payForGood", proof?: Proof) =>
      ask("POST /pay/v1/asks/{id}/answer", { answer, proof }, { id }),
    payment: (id: string) => ask("GET /pay/v1/payments/{id}", undefined, { id }),
    undo: (id: string) => ask("POST /pay/v1/payments/{id}/undo", undefined, { id }),
    attempts: (cursor: string | null) => ask("GET /pay/v1/attempts", undefined, { query: since(cursor) }),

    limits: () => ask("GET /pay/v1/limits", undefined),
    setLimits: (payment: Amount, day: Amount, proof?: Proof) => ask("PUT /pay/v1/limits", { payment, day, proof }),
    keepLimits: () => ask("DELETE /pay/v1/limits/raising", undefined),

    freezeState: () => ask("GET /pay/v1/freeze", undefined),
    freeze: () => ask("POST /pay/v1/freeze", undefined),
    freezeByCode: (userId: string, proof: { readonly code: string } | { readonly verifier: string }, lost: boolean) =>
      ask("POST /pay/v1/freeze/by-code", { userId, ...proof, lost }),
    makeFreezeCode: (proof?: Proof) => ask("POST /pay/v1/freeze-code", { proof }),
    unfreeze: (proof?: Proof) => ask("POST /pay/v1/unfreeze", { proof }),
    unfreezeLate: (userId: string, verifier: string, gone: boolean) => ask("POST /pay/v1/unfreeze/late", { userId, verifier, gone }),
    passkeyIsLost: (id: string) => ask("POST /pay/v1/passkeys/{id}/lost", undefined, { id }),
  };
}

export type PayCodesApi = ReturnType<typeof payCodesApi>;
