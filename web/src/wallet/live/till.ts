import type { PayCodesApi } from "../../api/payCodes";
import type { Charge, ChargePage, TillVerbs } from "../model";
import { asMoney } from "./asMoney";

/** Receiving. `becomes`: this browser goes on as a till of that name. */
export function till(api: PayCodesApi, becomes: (name: string) => Promise<void>): TillVerbs {
  return {
    charge: (id, code, amount, source) => asMoney(() => api.charge(id, code, amount, source) as Promise<Charge>),
    chargeOf: (id) => asMoney(() => api.chargeOf(id) as Promise<Charge>),
    whenAnswered: (id) => asMoney(() => api.whenAnswered(id) as Promise<Charge>),
    charges: (cursor) => asMoney(() => api.charges(cursor) as Promise<ChargePage>),
    refund: (key, id, amount) => asMoney(() => api.refund(key, id, amount) as Promise<Charge>),
    ownFace: () => asMoney(api.ownFace),
    becomeCounter: (name) => asMoney(() => becomes(name)),
  };
}
