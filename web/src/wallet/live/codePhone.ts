import { Refusal } from "../../api/http";
import type { PayCodesApi } from "../../api/payCodes";
import { Problem } from "../../matrix/model";
import { agreement } from "../codes/agree";
import { merged, nextAlias, unseen } from "../codes/aliases";
import { payCode } from "../codes/payCode";
import { stepOf } from "../codes/step";
import { MoneyProblem, type MyPhone, type PhoneVerbs } from "../model";
import { CURRENCY_NUMBER } from "../words/currency";
import { asMoney } from "./asMoney";
import { type KeptPhone, keepPhone } from "./phoneStore";
import { prove } from "./prove";

export interface CodePhone {
  readonly verbs: PhoneVerbs;
  /** The house has said what time it is there. */
  readonly heardTime: (now: number) => void;
  /** Whoever signs out shows no codes here any more. */
  readonly forget: () => Promise<void>;
}

/** The phone that shows codes: what it keeps, and how it came to that. */
export function codePhone(api: PayCodesApi): CodePhone {
  const phone = new Phone();
  return {
    heardTime: phone.heardTime,
    forget: async () => void (await phone.kept(() => null)),
    verbs: {
      houseNow: phone.now,
      myPhone: async () => {
        const kept = await phone.kept();
        return kept && phone.shown(kept);
      },
      setUpPhone: (name) =>
        asMoney(async () => {
          const made = await setUp(api, name);
          await phone.kept(() => made);
          return refill(api, phone);
        }),
      refill: () => asMoney(() => refill(api, phone)),
      takeAlias: phone.takeAlias,
      codeOf: async (alias, minor) => {
        const key = (await phone.kept())?.key;
        if (!key) throw new MoneyProblem("codePhoneEnded");
        return payCode(key, { alias, step: stepOf(phone.now()), currency: CURRENCY_NUMBER, minor });
      },
      phones: () => asMoney(async () => (await api.phones()).phones),
      endPhone: (id) =>
        asMoney(async () => {
          await api.endPhone(id);
          await phone.kept((it) => (it?.id === id ? null : it));
        }),
    },
  };
}

/** What this browser keeps, and what time it takes it to be in the house. */
class Phone {
  #ahead = 0;

  readonly now = (): number => Date.now() + this.#ahead;

  readonly heardTime = (now: number): void => {
    this.#ahead = now - Date.now();
    const ahead = this.#ahead;
    void this.kept((phone) => phone && { ...phone, ahead });
  };

  /** Reads it, and writes what `change` makes of it. */
  async kept(change: (kept: KeptPhone | null) => KeptPhone | null = (it) => it): Promise<KeptPhone | null> {
    const phone = await keepPhone(change);
    this.#ahead = phone?.ahead ?? this.#ahead;
    return phone;
  }

  shown({ id, name, limits, aliases, key }: KeptPhone): MyPhone {
    return { id, name, limits, unseen: unseen(aliases, this.now()), ended: key === null };
  }

  readonly takeAlias = async (shown: string | null): Promise<string | null> => {
    const phone = await this.kept();
    if (phone?.key && phone.aliases.some(({ alias }) => alias === shown)) return shown;
    const taken = phone?.key ? nextAlias(phone.aliases, this.now()) : null;
    if (taken === null) return null;
    const seen = { ...taken, shownAt: this.now() };
    await this.kept((it) => it && { ...it, aliases: it.aliases.map((one) => (one.alias === seen.alias ? seen : one)) });
    return taken.alias;
  };
}

/** Fetches one-time numbers, and hears the limits and the time. */
async function refill(api: PayCodesApi, phone: Phone): Promise<MyPhone> {
  const before = await phone.kept();
  if (!before?.key) throw new MoneyProblem("codePhoneEnded");
  try {
    const { aliases, now, limits } = await api.fillAliases(before.id);
    const ahead = now - Date.now();
    const filled = await phone.kept((it) => it && { ...it, aliases: merged(aliases, it.aliases), limits, ahead });
    return phone.shown(filled ?? before);
  } catch (refusal) {
    // The house knows this phone no longer: another one has taken over, or somebody has ended it.
    if (!(refusal instanceof Refusal && refusal.code === "notFound")) throw refusal;
    await phone.kept((it) => it && { ...it, key: null, aliases: [] });
    throw new MoneyProblem("codePhoneEnded");
  }
}

/** Agrees on a key with the house; the payment passkey stands for both halves of it. */
async function setUp(api: PayCodesApi, name: string): Promise<KeptPhone> {
  const ours = await agreement();
  const start = await api.startPhone(ours.publicKey);
  const options = start.options as PublicKeyCredentialRequestOptionsJSON | null;
  if (options && options.challenge !== (await ours.challengeFor(start))) {
    throw new Problem("unknown", null, "The house wants something else signed than the two keys.");
  }
  const proof = await prove({ ceremony: start.ceremony, options });
  const { key, confirm } = await ours.keyWith(start);
  const phone = await api.finishPhone({ ...proof, enrolment: start.enrolment, confirm, name });
  return { id: phone.id, name: phone.name, key, aliases: [], limits: null, ahead: 0 };
}
