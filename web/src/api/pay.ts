import type { Http, Method } from "./http.ts";
import type { PayCalls, PaymentCeremony } from "./payTypes.ts";

/** A ceremony whose options are known by what it is for. */
type Creation = Omit<PaymentCeremony, "options"> & { readonly options: PublicKeyCredentialCreationOptionsJSON };
type Assertion = Omit<PaymentCeremony, "options"> & { readonly options: PublicKeyCredentialRequestOptionsJSON };

/** The answer to `confirmationNeeded`: a payment passkey's, or in the sandbox the password that stands in for one. */
export type Proof = { readonly ceremony: string; readonly credential: unknown } | { readonly ceremony: string; readonly password: string };

interface More {
  /** What the path names. */
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as Idempotency-Key: what is to happen once. */
  readonly key?: string;
}

/** Calls of `/pay/v1`, held to what the server says of each. */
export function payCalls({ call }: Http) {
  return <Name extends keyof PayCalls, Answer extends PayCalls[Name]["answer"] = PayCalls[Name]["answer"]>(
    name: Name,
    body: PayCalls[Name]["body"],
    { id = "", query = {}, key }: More = {},
  ) => {
    const [method, path] = name.split(" ") as [Method, string];
    const asked = new URLSearchParams(query).toString();
    return call<Answer>(
      method,
      path.replace(/\{\w+\}/u, encodeURIComponent(id)) + (asked && `?${asked}`),
      body,
      key === undefined ? {} : { "Idempotency-Key": key },
    );
  };
}

/** The wallet's API, `/pay/v1`, held to what the server says of it. Calls that take `proof` may be refused with `confirmationNeeded`. */
export function payApi(http: Http) {
  const ask = payCalls(http);
  return {
    house: () => ask("GET /pay/v1/house", undefined),
    me: () => ask("GET /pay/v1/me", undefined),
    signInWithLink: (token: string, name: string) => ask("POST /pay/v1/sign-in/link", { token, name }),
    startSignIn: (): Promise<Assertion> => ask("POST /pay/v1/sign-in/passkey/start", {}),
    finishSignIn: (ceremony: string, credential: unknown, name: string) =>
      ask("POST /pay/v1/sign-in/passkey/finish", { ceremony, credential, name }),
    signOut: () => ask("DELETE /pay/v1/session", undefined),
    sessions: () => ask("GET /pay/v1/sessions", undefined),
    endSession: (id: string) => ask("DELETE /pay/v1/sessions/{id}", undefined, { id }),
    tillSession: (name: string) => ask("POST /pay/v1/sessions/till", { name }),
    endSessions: () => ask("DELETE /pay/v1/sessions", undefined),
    passkeys: () => ask("GET /pay/v1/passkeys", undefined),
    startAddPasskey: (proof?: Proof): Promise<Creation> => ask("POST /pay/v1/passkeys/add/start", { proof }),
    finishAddPasskey: (ceremony: string, credential: unknown, name: string) =>
      ask("POST /pay/v1/passkeys/add/finish", { ceremony, credential, name }),
    removePasskey: (id: string, proof?: Proof) => ask("POST /pay/v1/passkeys/{id}/remove", { proof }, { id }),
    balances: () => ask("GET /pay/v1/balances", undefined),
    playMoney: (key: string, amount: Amount) => ask("POST /pay/v1/sandbox/play-money", { amount }, { key }),
    cardPayee: (query: Readonly<Record<string, string>>) => ask("GET /pay/v1/cards/payee", undefined, { query }),
    card: (key: string, wanted: PayCalls["POST /pay/v1/cards"]["body"]) => ask("POST /pay/v1/cards", wanted, { key }),
    tally: (id: string) => ask("GET /pay/v1/tallies/{id}", undefined, { id }),
    askedTallies: (query: Readonly<Record<string, string>>) => ask("GET /pay/v1/tallies", undefined, { query }),
    owedTallies: (query: Readonly<Record<string, string>>) => ask("GET /pay/v1/tallies/owed", undefined, { query }),
    declineTally: (id: string) => ask("POST /pay/v1/tallies/{id}/decline", undefined, { id }),
    payTally: (key: string, id: string, proof?: Proof) => ask("POST /pay/v1/tallies/{id}/pay", { proof }, { id, key }),
    transfer: (key: string, to: string, amount: Amount, proof?: Proof) => ask("POST /pay/v1/transfers", { to, amount, proof }, { key }),
  };
}

/** Money on the wire: minor units (fen, cents) and a currency of ISO 4217. */
export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

export type PayApi = ReturnType<typeof payApi>;
