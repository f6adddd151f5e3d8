import type { PayBankApi } from "../../api/payBank";
import type { CashVerbs, Face } from "../model";
import { asMoney, needsConfirming } from "./asMoney";
import { prove, type Question } from "./prove";

/** Notes at a cash desk. */
export function cash(api: PayBankApi): CashVerbs {
  return {
    cashDesk: () => asMoney(api.cashDesk),
    askCashIn: (id, to, amount) =>
      asMoney(async () => {
        try {
          await api.cashIn(id, to, amount);
          return null;
        } catch (refusal) {
          if (!needsConfirming(refusal)) throw refusal;
          const { ceremony, options, confirms } = refusal.body as unknown as Question & { readonly confirms: { readonly to: Face } };
          return { id, to, amount, payee: confirms.to, ceremony, options };
        }
      }),
    confirmCashIn: ({ id, to, amount, ...question }) => asMoney(async () => void (await api.cashIn(id, to, amount, await prove(question)))),
  };
}
