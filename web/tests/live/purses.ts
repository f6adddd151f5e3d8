import type { Browser } from "playwright-core";
import { Visitor } from "./visitor.ts";

/* People of a house who come into their wallets, for the tests of one file. */

const PASSWORD = "a kettle and a harbour";
const LINK = "/_matrix/client/unstable/org.teahouse/wallet/link";

export interface Server {
  readonly url: string;
}

/** Where the wallet is. */
export const payAddress = ({ url }: Server) => url.replace("127.0.0.1", "pay.localhost");

export async function post(server: Server, path: string, body: unknown, token?: string): Promise<Record<string, string>> {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const answer = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Record<string, string>;
}

/** Somebody of a house. */
export interface Member {
  /** The token of their chats. */
  readonly token: string;
  /** A link into their wallet, as the app gives it. */
  readonly link: () => Promise<string>;
}

export async function registers(server: Server, handle: string): Promise<Member> {
  const given = await post(server, "/_matrix/client/v3/register", {
    username: handle,
    password: PASSWORD,
    auth: { type: "m.login.dummy" },
  });
  const token = given.access_token ?? "";
  const link = async () => {
    const { session } = await post(server, LINK, {}, token);
    const auth = { type: "m.login.password", session, identifier: { type: "m.id.user", user: handle }, password: PASSWORD };
    return (await post(server, LINK, { auth }, token)).url ?? "";
  };
  return { token, link };
}

/** Comes in by a link, and makes the payment passkey. */
export async function opens(
  browser: Browser,
  server: Server,
  link: string,
  screen: "phone" | "desktop",
  keepsApp = false,
): Promise<Visitor> {
  const visitor = await Visitor.arrives(browser, payAddress(server), screen, keepsApp);
  await visitor.seesTitle("Your money, apart from the chats");
  await visitor.page.goto(link);
  await visitor.seesTitle("One passkey for your money");
  await visitor.presses("Make my payment passkey");
  await visitor.sees("No money has come or gone yet.");
  return visitor;
}

export async function tops(visitor: Visitor): Promise<void> {
  await visitor.presses("Top up");
  await visitor.presses("Put ¥500.00 in");
  await visitor.sees("¥500.00 of play money came in.");
}

/** Waits until the balance is this. */
export async function has(visitor: Visitor, amount: string): Promise<void> {
  await visitor.page.getByRole("region", { name: "Balance" }).getByText(amount, { exact: true }).waitFor();
}
