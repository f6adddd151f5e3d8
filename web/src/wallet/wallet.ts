import { deviceName } from "../api/deviceName";
import { httpAt, Refusal } from "../api/http";
import { createPasskey, signWithPasskey } from "../api/passkey";
import { type PayApi, type Proof, payApi } from "../api/pay";
import { problemOf } from "../matrix/problems";
import { Cell } from "../matrix/watched";
import {
  type Asked,
  type AskedCard,
  type CardMade,
  type Done,
  MONEY_CODES,
  MoneyProblem,
  type MovementPage,
  type Named,
  type Session,
  type Wallet,
} from "./model";

/** Where the token is kept: at the pay address, which shows nothing that strangers write. */
const KEY = "teahouse.wallet";

/** The wallet of whoever is signed in at this address. */
export function createWallet(storage: Storage = localStorage): Wallet {
  const session = new Cell<Session>(storage.getItem(KEY) === null ? { state: "signedOut", why: "none" } : { state: "signedIn" });
  const ends = (why: "byPerson" | "ended") => {
    storage.removeItem(KEY);
    session.set({ state: "signedOut", why });
  };
  const enters = ({ token }: { readonly token: string }) => {
    storage.setItem(KEY, token);
    session.set({ state: "signedIn" });
  };
  // Another tab has signed in or out.
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY) session.set(newValue === null ? { state: "signedOut", why: "byPerson" } : { state: "signedIn" });
  });
  const http = httpAt(
    location.origin,
    () => storage.getItem(KEY),
    (code) => code === "tokenUnknown" && ends("ended"),
  );
  const pay = payApi(http);
  return {
    session,
    ...waysIn(pay, enters),
    ...money(pay),
    ...cards(pay),
    house: () => asMoney(pay.house),
    me: () => asMoney(pay.me),
    signOut: () => asMoney(pay.signOut).then(() => ends("byPerson")),
    passkeys: () => asMoney(pay.passkeys),
    addPasskey: (name) =>
      asMoney(async () => {
        const { ceremony, options } = await confirmed((proof) => pay.startAddPasskey(proof));
        return pay.finishAddPasskey(ceremony, await createPasskey(options), name);
      }),
    removePasskey: (id) => asMoney(() => confirmed((proof) => pay.removePasskey(id, proof))),
    sessions: () => asMoney(pay.sessions),
    endSession: (id) => asMoney(() => pay.endSession(id)),
    endSessions: () => asMoney(pay.endSessions).then(() => ends("byPerson")),
  };
}

function waysIn(pay: PayApi, enters: (given: { readonly token: string }) => void): Pick<Wallet, "signInWithLink" | "signInWithPasskey"> {
  return {
    signInWithLink: (token) => asMoney(async () => enters(await pay.signInWithLink(token, deviceName()))),
    signInWithPasskey: () =>
      asMoney(async () => {
        const { ceremony, options } = await pay.startSignIn();
        enters(await pay.finishSignIn(ceremony, await signWithPasskey(options), deviceName()));
      }),
  };
}

function money(pay: PayApi): Pick<Wallet, "balance" | "history" | "playMoney" | "ask" | "confirm"> {
  return {
    balance: () => asMoney(pay.balances),
    history: (currency, cursor) => asMoney(() => pay.history({ currency, ...(cursor !== null && { cursor }) }) as Promise<MovementPage>),
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
      asMoney(async () => pay.transfer(id, to, amount, { ceremony, credential: await signWithPasskey(options) })),
  };
}

function cards(pay: PayApi): Pick<Wallet, "askCard" | "confirmCard"> {
  return {
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
      asMoney(async () => pay.card(id, { ...wanted, proof: { ceremony, credential: await signWithPasskey(options) } })),
  };
}

/** Does what a payment passkey must confirm, and has it confirm it where the house asks for that. */
async function confirmed<T>(work: (proof?: Proof) => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (refusal) {
    if (!needsConfirming(refusal)) throw refusal;
    const { ceremony, options } = refusal.body as unknown as Pick<Asked, "ceremony" | "options">;
    return work({ ceremony, credential: await signWithPasskey(options) });
  }
}

function needsConfirming(refusal: unknown): refusal is Refusal {
  return refusal instanceof Refusal && refusal.code === "confirmationNeeded";
}

/** Runs what a verb does; whatever goes wrong leaves as a `Problem`. */
async function asMoney<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const money = error instanceof Refusal && MONEY_CODES.find((code) => code === error.code);
    throw money ? new MoneyProblem(money) : problemOf(error);
  }
}
