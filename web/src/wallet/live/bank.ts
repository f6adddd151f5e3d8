import type { AccountAtBank, PayBankApi } from "../../api/payBank";
import type { AskedOut, BankVerbs, Payout } from "../model";
import { asMoney, needsConfirming } from "./asMoney";
import { prove, type Question } from "./prove";

/** Money between the wallet and a bank. */
export function bank(api: PayBankApi): BankVerbs {
  return {
    wayIn: () => asMoney(api.wayIn),
    payouts: () => asMoney(async () => (await api.payouts()).payouts as readonly Payout[]),
    askOut: (id, amount, to) =>
      asMoney(async (): Promise<AskedOut | Payout> => {
        try {
          return (await api.takeOut(id, amount, to)) as Payout;
        } catch (refusal) {
          if (!needsConfirming(refusal)) throw refusal;
          const { ceremony, options, confirms } = refusal.body as unknown as Question & {
            readonly confirms: { readonly to: AccountAtBank | null };
          };
          return { id, amount, to: confirms.to, ceremony, options };
        }
      }),
    confirmOut: ({ id, amount, to, ...question }) =>
      asMoney(async () => (await api.takeOut(id, amount, to, await prove(question))) as Payout),
    cancelOut: (id) => asMoney(async () => (await api.cancel(id)) as Payout),
  };
}
