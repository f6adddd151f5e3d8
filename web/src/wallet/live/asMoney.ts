import { Refusal } from "../../api/http";
import { signWithPasskey } from "../../api/passkey";
import type { Proof } from "../../api/pay";
import { problemOf } from "../../matrix/problems";
import { type Asked, MONEY_CODES, MoneyProblem } from "../model";

/** Runs what a verb does; whatever goes wrong leaves as a `Problem`. */
export async function asMoney<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const money = error instanceof Refusal && MONEY_CODES.find((code) => code === error.code);
    throw money ? new MoneyProblem(money) : problemOf(error);
  }
}

/** Does what a payment passkey must confirm, and has it confirm it where the house asks for that. */
export async function confirmed<T>(work: (proof?: Proof) => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (refusal) {
    if (!needsConfirming(refusal)) throw refusal;
    const { ceremony, options } = refusal.body as unknown as Pick<Asked, "ceremony" | "options">;
    return work({ ceremony, credential: await signWithPasskey(options) });
  }
}

export function needsConfirming(refusal: unknown): refusal is Refusal {
  return refusal instanceof Refusal && refusal.code === "confirmationNeeded";
}
