import { expect } from "vitest";
import { luhn } from "../../src/wallet/codes/luhn.ts";
import type { Visitor } from "./visitor.ts";

/* What the two sides of a payment by a code do, on the pages that are there for it. */

/** Makes this browser the one that shows codes. */
export async function setsUp(payer: Visitor, button = "Set this phone up"): Promise<void> {
  await payer.goes("/code");
  await payer.presses(button);
  await payer.page.getByRole("button", { name: /^Show my code/u }).waitFor();
}

/** Uncovers a code; gives its digits. `exact`: the amount is said first. */
export async function shows(payer: Visitor, exact?: string): Promise<string> {
  await payer.goes("/");
  await payer.seesTitle("Pay");
  await payer.goes("/code");
  if (exact !== undefined) {
    await payer.presses("Say the amount first");
    await payer.fills("Amount", exact);
    await payer.presses("Only this amount");
  }
  await payer.presses(/^Show my code/u);
  return digitsOf(payer);
}

export async function digitsOf(payer: Visitor): Promise<string> {
  const shown = await payer.page.getByRole("img", { name: /^79\d \d/u }).getAttribute("aria-label");
  return (shown ?? "").replaceAll(" ", "");
}

/** Types an amount at the till, one key after the other. */
export async function keysIn(till: Visitor, amount: string): Promise<void> {
  await till.goes("/takings");
  await till.seesTitle("Takings");
  await till.goes("/till");
  for (const key of amount) await till.presses(key);
}

/** Asks for an amount by digits that were read aloud. */
export async function charges(till: Visitor, amount: string, digits: string): Promise<void> {
  await keysIn(till, amount);
  await till.presses("Type the digits");
  await till.fills("Digits of their code", digits);
  await till.presses("Ask for the money");
}

/** The phone is asked, and its owner presses one of what it offers; the page then leads to what has come of it. */
export async function answers(
  payer: Visitor,
  amount: string,
  how: "Pay" | "Pay for good" | "Hold it for ten minutes" | "Refuse",
): Promise<void> {
  await payer.page
    .getByRole("dialog")
    .getByRole("heading", { name: `Pay ${amount} to` })
    .waitFor();
  await payer.presses(how === "Pay" ? /^Pay( for good)?$/u : how);
  if (how === "Refuse") return;
  await payer.page.waitForURL(/#\/payment\//u);
}

/** The word of a screen that two look at, and its amount. */
export async function reads(visitor: Visitor, word: string, amount: string): Promise<void> {
  await visitor.seesTitle(word);
  await visitor.page.getByRole("status").getByText(amount, { exact: true }).waitFor();
}

/** What the payer's list of refused codes says first. */
export async function wasTold(payer: Visitor, why: string): Promise<void> {
  await payer.goes("/attempts");
  await payer.page.getByRole("list", { name: "Refused codes" }).getByRole("listitem").first().getByText(why).waitFor();
}

/** How much there is, in fen, as the house says it to that page. */
export function balanceOf(visitor: Visitor): Promise<number> {
  return visitor.page.evaluate(async () => {
    const headers = { Authorization: `Bearer ${localStorage.getItem("teahouse.wallet")}` };
    const balances = await (await fetch("/pay/v1/balances", { headers })).json();
    return balances.find((one: { balance: { currency: string } }) => one.balance.currency === "CNY")?.balance.minor ?? 0;
  });
}

/** After all that was done between two, nothing has moved. */
export async function movesNothing(between: readonly Visitor[], work: () => Promise<void>): Promise<void> {
  const before = await Promise.all(between.map(balanceOf));
  await work();
  expect(await Promise.all(between.map(balanceOf))).toEqual(before);
}

/** Asks the house from a page, with its token. */
export function asks(
  visitor: Visitor,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  return visitor.page.evaluate(
    async ({ method, path, body, key }) => {
      const answer = await fetch(path, {
        method,
        headers: {
          Authorization: `Bearer ${localStorage.getItem("teahouse.wallet")}`,
          ...(body !== undefined && { "Content-Type": "application/json" }),
          ...(key !== undefined && { "Idempotency-Key": key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? {} : JSON.parse(text) };
    },
    { method, path, body, key } as { method: string; path: string; body?: unknown; key?: string },
  );
}

/** A code from a phone whose clock is wrong by so many milliseconds, and which cannot ask the house what time it is. */
export async function codeAt(payer: Visitor, off: number): Promise<string> {
  const lie = (by: number) =>
    payer.page.evaluate((ms) => {
      const real = Date.now;
      Date.now = () => real.call(Date) + ms;
    }, by);
  await payer.goes("/");
  await payer.context.setOffline(true);
  await lie(off);
  const digits = await shows(payer);
  await lie(-off);
  await payer.context.setOffline(false);
  return digits;
}

/** Digits whose check digit is right, and of which nothing else is known. */
export const madeUp = (alias: string, mac: string) => `79${alias}${mac}${luhn(`79${alias}${mac}`)}`;

/** What a script on the page gets out of the key that lies in this browser. */
export function keptFor(payer: Visitor): Promise<{ extractable: boolean; said: string; isExported: boolean }> {
  return payer.page.evaluate(async () => {
    const opening = indexedDB.open("teahouse.codes");
    await new Promise((done) => opening.addEventListener("success", done));
    const kept = opening.result.transaction("phone").objectStore("phone").get("this");
    await new Promise((done) => kept.addEventListener("success", done));
    opening.result.close();
    const { key } = kept.result;
    const isExported = await crypto.subtle.exportKey("raw", key).then(
      () => true,
      () => false,
    );
    return { extractable: key.extractable, said: JSON.stringify(key), isExported };
  });
}
