import { deviceName } from "../api/deviceName";
import { httpAt } from "../api/http";
import { createPasskey, signWithPasskey } from "../api/passkey";
import { type PayApi, payApi } from "../api/pay";
import { payBankApi } from "../api/payBank";
import { type PayCodesApi, payCodesApi } from "../api/payCodes";
import { payHistoryApi } from "../api/payHistory";
import { payPostersApi } from "../api/payPosters";
import { asked } from "./live/asked";
import { asMoney, confirmed, needsConfirming } from "./live/asMoney";
import { bank } from "./live/bank";
import { cash } from "./live/cash";
import { codePhone } from "./live/codePhone";
import { guard } from "./live/guard";
import { history } from "./live/history";
import { posters } from "./live/posters";
import { prove } from "./live/prove";
import { KeptSession } from "./live/session";
import { standIn } from "./live/standIn";
import { tallies } from "./live/tallies";
import { till } from "./live/till";
import type { Asked, AskedCard, CardMade, Done, Named, Owner, Wallet } from "./model";

/** The wallet of whoever is signed in at this address. */
export function createWallet(storage: Storage = localStorage): Wallet {
  const kept = new KeptSession(storage, () => void phone.forget());
  const http = httpAt(
    location.origin,
    () => kept.token,
    (code) => code === "tokenUnknown" && kept.end("ended"),
  );
  const pay = payApi(http);
  const codes = payCodesApi(http);
  const banking = payBankApi(http);
  const phone = codePhone(codes);
  const counter = async (name: string) => {
    const given = await pay.tillSession(name);
    await pay.signOut();
    await phone.forget();
    kept.enter(given);
  };
  return {
    session: kept.session,
    standIn: standIn.asking,
    ...waysIn(pay, kept.enter),
    ...money(pay),
    ...cards(pay),
    ...tallies(pay),
    ...phone.verbs,
    ...till(codes, counter),
    ...asked(codes, phone.heardTime),
    ...history(payHistoryApi(http)),
    ...posters(payPostersApi(http)),
    ...bank(banking),
    ...cash(banking),
    ...guard(codes, async () => (await pay.house()).serverName),
    house: () => asMoney(pay.house),
    me: () => asMoney(() => owner(pay, codes)),
    signOut: () => asMoney(pay.signOut).then(() => kept.end("byPerson")),
    passkeys: () => asMoney(pay.passkeys),
    addPasskey: (name) =>
      asMoney(async () => {
        const { ceremony, options } = await confirmed((proof) => pay.startAddPasskey(proof));
        return pay.finishAddPasskey(ceremony, await createPasskey(options), name);
      }),
    removePasskey: (id) => asMoney(() => confirmed((proof) => pay.removePasskey(id, proof))),
    sessions: () => asMoney(pay.sessions),
    endSession: (id) => asMoney(() => pay.endSession(id)),
    endSessions: () => asMoney(pay.endSessions).then(() => kept.end("byPerson")),
  };
}

async function owner(pay: PayApi, codes: PayCodesApi): Promise<Owner> {
  const [me, freeze] = await Promise.all([pay.me(), codes.freezeState()]);
  return { ...me, frozen: freeze.frozen ? { since: freeze.since ?? 0, thawsAt: freeze.thawsAt, forgets: freeze.forgets } : null };
}

function waysIn(pay: PayApi, enters: KeptSession["enter"]): Pick<Wallet, "signInWithLink" | "signInWithPasskey"> {
  return {
    signInWithLink: (token) => asMoney(async () => enters(await pay.signInWithLink(token, deviceName()))),
    signInWithPasskey: () =>
      asMoney(async () => {
        const { ceremony, options } = await pay.startSignIn();
        enters(await pay.finishSignIn(ceremony, await signWithPasskey(options), deviceName()));
      }),
  };
}

function money(pay: PayApi): Pick<Wallet, "balance" | "playMoney" | "ask" | "confirm"> {
  return {
    balance: () => asMoney(pay.balances),
    playMoney: (id, amount) => asMoney(() => pay.playMoney(id, amount)),
    ask: (id, to, amount) =>
      asMoney(async (): Promise<Asked | Done> => {
        try {
          return await pay.transfer(id, to, amount);
        } catch (refusal) {
          if (!needsConfirming(refusal)) throw refusal;
          const { ceremony, options, confirms } = refusal.body as unknown as Pick<Asked, "ceremony" | "options"> & {
            confirms: { to: Named };
          };
          return { id, to, amount, payee: confirms.to, ceremony, options };
        }
      }),
    confirm: ({ id, to, amount, ceremony, options }) =>
      asMoney(async () => pay.transfer(id, to, amount, await prove({ ceremony, options }))),
  };
}

function cards(pay: PayApi): Pick<Wallet, "cardPayee" | "askCard" | "confirmCard"> {
  return {
    cardPayee: (room, to) => asMoney(() => pay.cardPayee({ room, to })),
    askCard: (id, wanted) =>
      asMoney(async (): Promise<AskedCard | CardMade> => {
        try {
          return await pay.card(id, wanted);
        } catch (refusal) {
          if (!needsConfirming(refusal)) throw refusal;
          const { ceremony, options, confirms } = refusal.body as unknown as Pick<Asked, "ceremony" | "options"> & {
            confirms: { to: Named | null };
          };
          return { id, wanted, payee: confirms.to, ceremony, options };
        }
      }),
    confirmCard: ({ id, wanted, ceremony, options }) =>
      asMoney(async () => pay.card(id, { ...wanted, proof: await prove({ ceremony, options }) })),
  };
}
