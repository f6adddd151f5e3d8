import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* The wallet's page as it is served, in two browsers: money goes from one to the other. */

const PASSWORD = "a kettle and a harbour";

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let address: string;
let mei: Visitor;
let li: Visitor;
let linkOfMei: () => Promise<string>;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  address = server.url.replace("127.0.0.1", "pay.localhost");
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

async function post(path: string, body: unknown, token?: string): Promise<Record<string, string>> {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const answer = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, string>;
}

/** Somebody of this house, with the link into their wallet that the app gives them. */
async function registers(handle: string): Promise<() => Promise<string>> {
  const given = await post("/_matrix/client/v3/register", { username: handle, password: PASSWORD, auth: { type: "m.login.dummy" } });
  const link = "/_matrix/client/unstable/org.teahouse/wallet/link";
  return async () => {
    const { session } = await post(link, {}, given.access_token);
    const auth = { type: "m.login.password", session, identifier: { type: "m.id.user", user: handle }, password: PASSWORD };
    return (await post(link, { auth }, given.access_token)).url ?? "";
  };
}

/** Comes in by the link, makes the payment passkey, and has some play money. */
async function opens(link: string, screen: "phone" | "desktop"): Promise<Visitor> {
  const visitor = await Visitor.arrives(browser, address, screen);
  await visitor.seesTitle("Your money, apart from the chats");
  await visitor.page.goto(link);
  await visitor.seesTitle("One passkey for your money");
  await visitor.presses("Make my payment passkey");
  await visitor.sees("No money has come or gone yet.");
  return visitor;
}

const tops = async (visitor: Visitor) => {
  await visitor.presses("Top up");
  await visitor.presses("Put ¥500.00 in");
  await visitor.sees("¥500.00 of play money came in.");
};

const has = async (visitor: Visitor, amount: string) => {
  await visitor.page.getByRole("region", { name: "Balance" }).getByText(amount, { exact: true }).waitFor();
};

async function wants(visitor: Visitor, to: string, amount: string): Promise<void> {
  await visitor.follows("Send money");
  await visitor.fills("Their handle", to);
  await visitor.fills("Amount", amount);
  await visitor.presses("Go on");
}

test("By the link from the app one comes in once, and makes the passkey that opens the wallet from then on", async () => {
  linkOfMei = await registers("mei");
  const link = await linkOfMei();
  expect(link.startsWith(`${address}/#/sign-in/`)).toBe(true);
  mei = await opens(link, "phone");
  await mei.picture("wallet, empty");
  await tops(mei);
  await has(mei, "¥500.00");
  await mei.page.reload();
  await has(mei, "¥500.00");
  li = await opens(await (await registers("li"))(), "desktop");
});

test("Money goes to somebody by their handle, after the passkey has confirmed whose name and which amount was shown", async () => {
  await wants(mei, "nobody", "20");
  await mei.sees("Nobody here has this handle. No money has moved.");
  await mei.fills("Their handle", "li");
  await mei.fills("Amount", "500.01");
  await mei.presses("Go on");
  await mei.seesTitle("Send ¥500.01 to @li?");
  await mei.presses("Confirm with my passkey");
  await mei.sees("There is not enough in your wallet. No money has moved.");
  await mei.presses("Close");
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
