import type { PayCodesApi } from "../../api/payCodes";
import type { Ask, AskedVerbs, HouseEvent, Payment } from "../model";
import { asMoney, confirmed } from "./asMoney";
import { Line } from "./line";

/** What this phone is asked and told. `onTime` hears what time it is in the house. */
export function asked(api: PayCodesApi, onTime: (now: number) => void): AskedVerbs {
  const line = new Line(api.events);
  return {
    hear: (listener) =>
      line.hear((event: HouseEvent) => {
        if (event.type === "hello") onTime(event.now);
        listener(event);
      }),
    asks: () => asMoney(async () => (await api.asks()).asks as readonly Ask[]),
    payForGood: ({ id }) => asMoney(() => confirmed((proof) => api.answer(id, "payForGood", proof)) as Promise<Payment>),
    payOnHold: ({ id }) => asMoney(() => confirmed((proof) => api.answer(id, "hold", proof)) as Promise<Payment>),
    refuse: ({ id }) => asMoney(async () => void (await api.answer(id, "refuse"))),
    payment: (id) => asMoney(() => api.payment(id) as Promise<Payment>),
    undo: (id) => asMoney(() => api.undo(id) as Promise<Payment>),
    attempts: (cursor) => asMoney(() => api.attempts(cursor)),
  };
}
