import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { payAddress } from "./purses.ts";
import { Visitor } from "./visitor.ts";

/* Money that is asked for in a conversation: asked and split in the chat, paid in the wallet, declined and withdrawn in the chat. */

const PASSWORD = "a kettle and a harbour";

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;
let li: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  const address = server.url.replace("127.0.0.1", "localhost");
  browser = await openBrowser();
  [mei, li] = [await Visitor.arrives(browser, address, "phone"), await Visitor.arrives(browser, address, "desktop")];
  await Promise.all([mei.signsUp("mei", "Mei", PASSWORD), li.signsUp("li", "Li Na", PASSWORD)]);
  await mei.follows("Find somebody");
  await mei.fills("Their handle", "li");
  await mei.presses("Find");
  await mei.presses("Write to Li Na");
  await li.presses("Accept");
  await li.sees("Only you two can read this");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, li })) await visitor?.picture(`tallies failed, ${name}`);
});

/** In the chat, on a sheet. */
const asks = async (amount: string, what: string, who = mei) => {
  await who.presses("Add");
  await who.chooses("Ask for money");
  await who.fills("Amount", amount);
  await who.fills("For what", what);
  await who.presses(`Ask for ¥${amount}`);
  await who.sees(what);
};

const card = (visitor: Visitor, what: string) => visitor.page.locator("[data-tally]").filter({ hasText: what });

test("Mei asks Li for money, and Li looks whom it pays before a finger is asked for", async () => {
  await asks("12.50", "two tickets");
  await mei.sees(/It waits for Li Na/u);
  await card(li, "two tickets").getByRole("button", { name: "Pay", exact: true }).click();
  // There is no wallet yet: the chat leads to where one is made.
  await li.presses("Open my wallet");
  await li.fills("Password", PASSWORD);
  await li.presses("Confirm");
  await li.presses("Make my payment passkey");
  await li.presses("Top up");
  await li.presses("Put ¥500.00 in");
  await li.sees("¥500.00 of play money came in.");
  await li.page.goto(server.url.replace("127.0.0.1", "localhost"));
  await li.page.getByRole("listitem").filter({ hasText: "Mei" }).click();
  await card(li, "two tickets").getByRole("button", { name: "Pay", exact: true }).click();
  await li.seesTitle("You pay Mei");
  await li.sees("Not verified");
  await li.sees("You have never paid Mei.");
  await li.sees("“two tickets”");
  await li.picture("tally, to be paid, desktop");
});

test("Li pays, once, and both see it", async () => {
  await li.presses("Pay ¥12.50");
  await li.seesTitle("Paid");
  await li.follows("Back to the conversation");
  await card(li, "two tickets").getByText("You have paid.").waitFor();
  await card(mei, "two tickets").getByText("Li Na has paid.").waitFor();
  expect(await card(li, "two tickets").getByRole("button").count()).toBe(0);
  await mei.picture("tally, paid");
});

test("What is declined or withdrawn is not asked for any more", async () => {
  await asks("3.00", "the taxi");
  await card(li, "the taxi").getByRole("button", { name: "Decline" }).click();
  await card(li, "the taxi").getByText("You declined it.").waitFor();
  await card(mei, "the taxi").getByText("Li Na does not pay it.").waitFor();
  await asks("4.00", "the bus");
  const pay = card(li, "the bus").getByRole("button", { name: "Pay", exact: true });
  await pay.waitFor();
  await card(mei, "the bus").getByRole("button", { name: "Withdraw" }).click();
  await card(mei, "the bus").getByText("You have withdrawn it.").waitFor();
  // Li's card may not know it yet: the wallet does.
  if (await pay.isVisible()) {
    await pay.click();
    await li.seesTitle("Taken back");
    await li.follows("Back to the conversation");
  }
  await card(li, "the bus").getByText("Mei has withdrawn it.").waitFor();
});

test("A wallet lists what is open as it comes and goes, and nobody has to load it again", async () => {
  await li.page.goto(payAddress(server));
  await li.sees("two tickets");
  await asks("2.00", "the lunch");
  await li.sees("Mei asks you for ¥2.00");
  await li.sees("@mei · the lunch");
  await li.picture("tallies, asked in the wallet, desktop");
  await li.presses("Decline");
  await li.page.getByText("Mei asks you for ¥2.00").waitFor({ state: "detached" });
  await card(mei, "the lunch").getByText("Li Na does not pay it.").waitFor();
  await li.page.goto(server.url.replace("127.0.0.1", "localhost"));
  await li.page.getByRole("listitem").filter({ hasText: "Mei" }).click();
  await asks("7.00", "the tea", li);
  await card(mei, "the tea").waitFor();
  await li.page.goto(payAddress(server));
  const owed = li.page.getByRole("list", { name: "Owed to you" }).getByRole("listitem");
  await owed.filter({ hasText: "Not paid yet · the tea" }).waitFor();
  await li.picture("tallies, owed in the wallet, desktop");
  await card(mei, "the tea").getByRole("button", { name: "Decline" }).click();
  await owed.waitFor({ state: "detached" });
  await li.page.goto(server.url.replace("127.0.0.1", "localhost"));
});

test("A bill is split in a group, and all who share it see who has paid", async () => {
  await mei.goes("/chats/new/group");
  await mei.fills("What is it called?", "Hotpot on Friday");
  await mei.presses("Add Li Na");
  await mei.presses("Start with 1 person");
  await li.goes("/chats");
  await li.page.getByRole("list", { name: "Invitations" }).getByRole("button", { name: "Accept" }).click();
  await mei.hears("Li Na joined");
  await mei.presses("Add");
  await mei.chooses("Split a bill");
  await mei.fills("How much in all", "100.01");
  await mei.fills("For what", "the hotpot");
  await mei.sees("Your own part: ¥50.01");
  await mei.presses("Ask for ¥50.00");
  await card(li, "the hotpot").getByText("Your part of ¥100.01").waitFor();
  await card(li, "the hotpot").getByRole("button", { name: "Pay", exact: true }).click();
  await li.seesTitle("You pay Mei");
  await li.presses("Pay ¥50.00");
  await li.seesTitle("Paid");
  await li.follows("Back to the conversation");
  await card(li, "the hotpot").getByRole("button", { name: "Who has paid" }).click();
  const list = li.page.getByRole("list", { name: "Who pays what" }).getByRole("listitem");
  expect((await list.allInnerTexts()).map((row) => row.replaceAll("\n", " "))).toEqual([
    expect.stringMatching(/Mei ¥50.01 Asks for it/u),
    expect.stringMatching(/You ¥50.00 Paid/u),
  ]);
  await li.picture("tally, split, desktop");
  expect([...mei.faults, ...li.faults]).toEqual([]);
});
