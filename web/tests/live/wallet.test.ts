import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { has, opens, payAddress, registers, tops } from "./purses.ts";
import type { Visitor } from "./visitor.ts";

/* The wallet's page as it is served, in two browsers: money goes from one to the other. */

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let address: string;
let mei: Visitor;
let li: Visitor;
let linkOfMei: () => Promise<string>;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  address = payAddress(server);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, li })) await visitor?.picture(`wallet failed, ${name}`);
});

async function wants(visitor: Visitor, to: string, amount: string): Promise<void> {
  await visitor.follows("Send money");
  await visitor.fills("Their handle", to);
  await visitor.fills("Amount", amount);
  await visitor.presses("Go on");
}

test("By the link from the app one comes in once, and makes the passkey that opens the wallet from then on", async () => {
  linkOfMei = (await registers(server, "mei")).link;
  const link = await linkOfMei();
  expect(link.startsWith(`${address}/#/sign-in/`)).toBe(true);
  mei = await opens(browser, server, link, "phone");
  await mei.picture("wallet, empty");
  await tops(mei);
  await has(mei, "¥500.00");
  await mei.page.reload();
  await has(mei, "¥500.00");
  li = await opens(browser, server, await (await registers(server, "li")).link(), "desktop");
});

test("Money goes to somebody by their handle, after the passkey has confirmed whose name and which amount was shown", async () => {
  await wants(mei, "nobody", "20");
  await mei.sees("Nobody here has this handle. No money has moved.");
  await mei.fills("Their handle", "li");
  await mei.fills("Amount", "500.01");
  await mei.sees("There is not enough: your wallet has ¥500.00.");
  await mei.fills("Amount", "20");
  await mei.presses("Go on");
  await mei.seesTitle("Send ¥20.00 to @li?");
  await mei.picture("wallet, confirm");
  await mei.presses("Confirm with my passkey");
  await mei.seesTitle("Sent");
  await mei.picture("wallet, sent");
  await mei.follows("Done");
  await has(mei, "¥480.00");
  await mei.sees("−¥20.00");
  await li.page.reload();
  await has(li, "¥20.00");
  await li.sees("+¥20.00");
  await li.picture("wallet, received, desktop");
});

test("Where the answer is lost the money goes once, and the page finds out", async () => {
  await wants(mei, "li", "30");
  await mei.seesTitle("Send ¥30.00 to @li?");
  // The house has answered, and the line breaks before the answer is here.
  const line = await mei.context.newCDPSession(mei.page);
  line.on("Fetch.requestPaused", ({ requestId }) => void line.send("Fetch.failRequest", { requestId, errorReason: "ConnectionReset" }));
  await line.send("Fetch.enable", { patterns: [{ urlPattern: "*/pay/v1/transfers", requestStage: "Response" }] });
  await mei.presses("Confirm with my passkey");
  await mei.sees("The answer of the house was lost, and the money may have gone.");
  await line.send("Fetch.disable");
  await mei.presses("See what has become of it");
  await mei.seesTitle("Sent");
  await mei.follows("Done");
  await has(mei, "¥450.00");
  await li.page.reload();
  await has(li, "¥50.00");
});

test("Signed out, the wallet opens with the passkey, and no longer by a link", async () => {
  await mei.goes("/safety");
  await mei.presses("Sign out");
  await mei.sees("You have signed out. Your money stays where it is.");
  await mei.presses("Open with my passkey");
  await has(mei, "¥450.00");
  await mei.page.goto(await linkOfMei());
  await mei.sees("This wallet has a payment passkey, and only that opens it.");
  await mei.goes("/sign-in/nothing");
  await mei.sees("This link was used before, or its time is over. Ask for a new one.");
});

test("The page's policy lets nothing in, and nothing goes wrong in it", () => {
  for (const visitor of [mei, li]) expect(visitor.faults).toEqual([]);
});
