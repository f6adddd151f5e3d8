import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { balanceOf } from "./codes.ts";
import { opens, registers } from "./purses.ts";
import type { Visitor } from "./visitor.ts";

/* A house with a bank: the person in the wallet, the operator at the command line, and the bank's statements between them. */

const IBAN = "DE89370400440532013000";

let server: { url: string; folder: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;

beforeAll(async () => {
  const law = ["--regime", "licensed-partner", "--bank-iban", IBAN, "--bank-name", "Teahouse Town"];
  server = await startServer("--registration", "open", "--rate-limits", "off", ...law);
  browser = await openBrowser();
  mei = await opens(browser, server, await (await registers(server, "mei")).link(), "phone");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await mei?.picture("bank failed");
});

/** What the bank says of one movement on the house's account. */
async function statement(name: string, yuan: string, direction: "CRDT" | "DBIT", details: string): Promise<string> {
  const file = join(server.folder, `${name}.xml`);
  await writeFile(
    file,
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr/><Stmt><Id>S</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct>
    <Ntry><Amt Ccy="CNY">${yuan}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><AcctSvcrRef>${name}</AcctSvcrRef>
    <NtryDtls><TxDtls>${details}</TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`,
  );
  return server.operator("money", "read", file);
}

test("What somebody pays in with their reference is theirs when the operator has read the bank's statement", async () => {
  await mei.follows("In and out");
  await mei.seesTitle("Money in and out");
  await mei.sees("DE89 3704 0044 0532 0130 00");
  const reference = (await mei.page.getByText(/^RF\d\d( \d{4}){3}$/u).textContent()) ?? "";
  const said = await statement("IN1", "500.00", "CRDT", `<RmtInf><Ustrd>from mei ${reference}</Ustrd></RmtInf>`);
  expect(said).toContain("1 payments in, 500.00 CNY");
  await expect.poll(() => balanceOf(mei), { timeout: 15_000 }).toBe(50_000);
  await mei.goes("/");
  await mei.sees("+¥500.00");
});

test("A mistyped account is said at once, and what was taken out can be taken back while it waits", async () => {
  await mei.goes("/bank");
  await mei.presses("Take money out");
  await mei.fills("Amount", "200");
  await mei.fills("IBAN", "GB29 NWBK 6016 1331 9268 18");
  await mei.fills("Whose account it is", "Mei Lin");
  await mei.sees("This is no IBAN: a letter or digit is missing or mistyped.");
  await mei.fills("IBAN", "gb29nwbk60161331926819");
  await mei.presses("Go on");
  await mei.sees("Take ¥200.00 out?");
  await mei.presses("Confirm with my passkey");
  await mei.sees(/^Waits for the next file/u);
  await mei.picture("bank, waiting");
  expect(await balanceOf(mei)).toBe(30_000);
  await mei.presses(/Mei Lin/u);
  await mei.presses("Take it back");
  await mei.sees(/^You took it back/u);
  expect(await balanceOf(mei)).toBe(50_000);
});

test("What goes out stands in the bank's file, and comes back with the reason where it did not arrive", async () => {
  await mei.goes("/");
  await mei.goes("/bank");
  await mei.presses("Take money out");
  await mei.fills("Amount", "120");
  await mei.fills("IBAN", "GB29 NWBK 6016 1331 9268 19");
  await mei.fills("Whose account it is", "Méi Lin");
  await mei.presses("Go on");
  await mei.presses("Confirm with my passkey");
  await mei.sees(/^Waits for the next file/u);
  const file = join(server.folder, "out.xml");
  await server.operator("money", "write", file);
  const payments = await readFile(file, "utf8");
  expect(payments).toContain("<Nm>Mei Lin</Nm>");
  expect(payments).toContain('<InstdAmt Ccy="CNY">120.00</InstdAmt>');
  const id = /<EndToEndId>(\w+)</u.exec(payments)?.[1] ?? "";
  expect(await statement("OUT1", "120.00", "DBIT", `<Refs><EndToEndId>${id}</EndToEndId></Refs>`)).toContain("1 payments out arrived");
  await mei.sees(/^Paid by the bank/u);
  await statement("BACK1", "120.00", "CRDT", `<Refs><EndToEndId>${id}</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>`);
  await mei.sees("Came back: the account is closed");
  await expect.poll(() => balanceOf(mei), { timeout: 15_000 }).toBe(50_000);
  await mei.picture("bank, came back");
  expect(await server.operator("ledger", "audit")).not.toContain("NOT TRUE");
  expect(mei.faults).toEqual([]);
});

test("Notes that are handed over at a cash desk are in the other wallet at once, found by its reference", async () => {
  const li = await opens(browser, server, await (await registers(server, "li")).link(), "phone");
  await li.goes("/bank");
  const reference = (await li.page.getByText(/^RF\d\d( \d{4}){3}$/u).textContent()) ?? "";
  await li.goes("/");
  await mei.goes("/");
  await mei.goes("/till");
  await mei.seesTitle("Receive");
  expect(await mei.page.getByRole("link", { name: "Cash in" }).count()).toBe(0);
  await server.operator("payee", "verify", "mei", "--name", "Mei's Teahouse");
  await server.operator("payee", "desk", "mei", "--limit", "40");
  await mei.goes("/");
  await mei.goes("/till");
  await mei.follows("Cash in");
  await mei.seesTitle("Cash in");
  await mei.fills("Their handle, or their reference", reference);
  await mei.fills("Amount", "41");
  await mei.sees("You may take in ¥40.00 more today.");
  await mei.fills("Amount", "30");
  await mei.presses("Go on");
  await mei.sees("Pay ¥30.00 in?");
  await mei.picture("cash in, confirm");
  await mei.presses("Confirm with my passkey");
  await mei.sees("You may take in ¥10.00 more today.");
  await li.sees("Mei's Teahouse");
  await li.sees(/^Cash paid in/u);
  expect([await balanceOf(li), await balanceOf(mei)]).toEqual([3_000, 47_000]);
  await li.picture("cash in, received");
  expect(await server.operator("ledger", "audit")).not.toContain("NOT TRUE");
  expect([...mei.faults, ...li.faults]).toEqual([]);
});
