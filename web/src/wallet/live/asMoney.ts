import { Refusal } from "../../api/http";
import type { Proof } from "../../api/pay";
import { problemOf } from "../../matrix/problems";
import { MONEY_CODES, MoneyProblem } from "../model";
import { prove, type Question } from "./prove";

/** Runs what a verb does; whatever goes wrong leaves as a `Problem`. */
export async function asMoney<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Some are known here before the house is asked.
    if (error instanceof MoneyProblem) throw error;
    const money = error instanceof Refusal && MONEY_CODES.find((code) => code === error.code);
    const scheme = money && error.body.scheme;
    throw money ? new MoneyProblem(money, typeof scheme === "string" ? scheme : null) : problemOf(error);
  }
}

/** Does what a payment passkey must confirm, and has it confirm it where the house asks for that. */
export async function confirmed<T>(work: (proof?: Proof) => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (refusal) {
    if (!needsConfirming(refusal)) throw refusal;
    return work(await prove(refusal.body as unknown as Question));
  }
}

export function needsConfirming(refusal: unknown): refusal is Refusal {
  return refusal instanceof Refusal && refusal.code === "confirmationNeeded";
}
