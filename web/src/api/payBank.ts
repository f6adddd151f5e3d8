import type { Http } from "./http.ts";
import { type Amount, type Proof, payCalls } from "./pay.ts";

/** An account at a bank. */
export interface AccountAtBank {
  readonly iban: string;
  readonly name: string;
}

/** What goes between the wallet and a bank, in `/pay/v1`. */
export function payBankApi(http: Http) {
  const ask = payCalls(http);
  return {
    wayIn: () => ask("POST /pay/v1/money-in", undefined),
    payouts: () => ask("GET /pay/v1/money-out", undefined),
    takeOut: (key: string, amount: Amount, to: AccountAtBank | null, proof?: Proof) =>
      ask("POST /pay/v1/money-out", { amount, to, proof }, { key }),
    cashDesk: () => ask("GET /pay/v1/cash", undefined),
    cashIn: (key: string, to: string, amount: Amount, proof?: Proof) => ask("POST /pay/v1/cash", { to, amount, proof }, { key }),
    cancel: (id: string) => ask("POST /pay/v1/money-out/{id}/cancel", undefined, { id }),
  };
}

export type PayBankApi = ReturnType<typeof payBankApi>;
