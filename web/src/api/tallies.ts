import type { Http } from "./http.ts";

const TALLIES = "/_matrix/client/unstable/org.teahouse/pay/tallies";

interface Money {
  readonly minor: number;
  readonly currency: string;
}

type PartState = "asked" | "onItsWay" | "paid" | "declined" | "withdrawn" | "late" | "own";

/** Money that somebody asks for in a conversation. */
export interface TallyAnswer {
  readonly id: string;
  readonly room_id: string;
  /** Absent for who is gone. */
  readonly asker?: string;
  readonly amount: Money;
  readonly note?: string;
  readonly state: "open" | "settled" | "withdrawn" | "late";
  readonly at: number;
  readonly until: number;
  readonly asked: number;
  readonly paid: number;
  /** Of who is asked. */
  readonly mine?: { readonly amount: Money; readonly state: PartState };
  /** For who has one. */
  readonly parts?: readonly { readonly user_id?: string; readonly amount: Money; readonly state: PartState; readonly at: number }[];
}

/** Asking for money, at the app's address and with the chat's token; paying is the wallet's. */
export function talliesApi({ call }: Http) {
  return {
    /** The same `key` asks once. */
    make: (key: string, body: unknown) => call<TallyAnswer>("POST", TALLIES, body, { "Idempotency-Key": key }),
    one: (id: string) => call<TallyAnswer>("GET", `${TALLIES}/${id}`),
    end: (id: string, deed: "decline" | "withdraw") => call<TallyAnswer>("POST", `${TALLIES}/${id}/${deed}`, {}),
  };
}

export type TalliesApi = ReturnType<typeof talliesApi>;
