import type { Visitor } from "./visitor.ts";

/* What is done with codes that payees show, on the pages that are there for it. */

/** Makes a poster, which then stands on the payee's screen. */
export async function hangs(payee: Visitor, label: string): Promise<void> {
  await payee.goes("/posters");
  await payee.presses("Make a poster");
  await payee.fills("Where it hangs", label);
  await payee.presses("Make it");
  await payee.seesTitle(label);
  await payee.page.getByRole("img", { name: "A code that others scan to pay you" }).waitFor();
}

/** A code for one payment, likewise. */
export async function bills(payee: Visitor, amount: string, reference: string): Promise<void> {
  await payee.goes("/posters");
  await payee.presses("A code for one payment");
  await payee.fills("Amount", amount);
  await payee.fills("Your reference", reference);
  await payee.presses("Make it");
  await payee.page.getByRole("img", { name: "A code that others scan to pay you" }).waitFor();
}

/** What stands in the newest of a payee's codes, as the house says it. */
export function newestCode(payee: Visitor): Promise<string> {
  return payee.page.evaluate(async () => {
    const headers = { Authorization: `Bearer ${localStorage.getItem("teahouse.wallet")}` };
    const { posters } = await (await fetch("/pay/v1/posters", { headers })).json();
    return posters[0].code as string;
  });
}

/** Pastes what stands in a code. */
export async function pastes(payer: Visitor, code: string): Promise<void> {
  await payer.goes("/");
  await payer.seesTitle("Pay");
  await payer.goes("/scan");
  await payer.presses("Paste the code");
  await payer.fills("What the code says", code);
  await payer.presses("See whose it is");
}

/** The same code with another name in it, and a checksum that is right: anybody can print one. */
export function renamed(code: string, name: string): string {
  const objects = [...parts(code)].filter(({ id }) => id !== "63" && id !== "64");
  const text = objects.map(({ id, value }) => object(id, id === "59" ? name : value)).join("");
  return `${text}6304${crc(`${text}6304`)}`;
}

const object = (id: string, value: string) => `${id}${String(value.length).padStart(2, "0")}${value}`;

function* parts(code: string): Generator<{ readonly id: string; readonly value: string }> {
  const letters = [...code];
  for (let at = 0; at < letters.length; ) {
    const length = Number(letters.slice(at + 2, at + 4).join(""));
    yield { id: letters.slice(at, at + 2).join(""), value: letters.slice(at + 4, at + 4 + length).join("") };
    at += 4 + length;
  }
}

function crc(text: string): string {
  let sum = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = (sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, "0");
}
