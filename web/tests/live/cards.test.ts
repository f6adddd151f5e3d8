import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* Money in a conversation: from the chat into the wallet and back, on a card that the other takes. */

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
  for (const [name, visitor] of Object.entries({ mei, li })) await visitor?.picture(`cards failed, ${name}`);
});

/** To the wallet from the chat; there the amount and the passkey. */
const gives = async (what: string, amount: string) => {
  await mei.presses("Add");
  await mei.chooses(what);
  await mei.seesTitle(what);
  if (what === "Transfer") {
    const to = mei.page.getByRole("list", { name: "To" });
    await to.getByText("Li Na").waitFor();
    await to.getByText("@li:").waitFor();
    await mei.picture("card, whom a transfer is for");
  }
  await mei.fills(what === "Transfer" ? "Amount" : "How much in all", amount);
  await mei.presses("Go on");
  await mei.presses("Confirm with my passkey");
  await mei.sees("Only you two can read this");
};

test("Who has no wallet yet is led to make one, and has money in it", async () => {
  await mei.sees("Only you two can read this");
  await mei.presses("Add");
  await mei.chooses("Transfer");
  await mei.seesTitle("Pay");
  await mei.presses("Open my wallet");
  await mei.fills("Password", PASSWORD);
  await mei.presses("Confirm");
  await mei.seesTitle("One passkey for your money");
  await mei.presses("Make my payment passkey");
  await mei.presses("Top up");
  await mei.presses("Put ¥500.00 in");
  await mei.sees("¥500.00 of play money came in.");
});

test("Mei gives Li money in their chat, and Li accepts it", async () => {
  await mei.page.goto(server.url.replace("127.0.0.1", "localhost"));
  await mei.page.getByRole("listitem").filter({ hasText: "Li Na" }).click();
  await gives("Transfer", "12.50");
  await mei.sees("It waits for Li Na, for a day.");
  await li.sees("It waits for you, for a day.");
  await li.presses("Accept");
  await li.sees("It is in your wallet.");
  await mei.sees("Li Na has it.");
  await li.picture("card, accepted, desktop");
});

test("A red packet is opened once, and says who got what", async () => {
  await gives("Red packet", "8.88");
  await li.page.getByRole("button", { name: "Open the red packet" }).click();
  const sheet = li.page.getByRole("dialog", { name: "Red packet from Mei" });
  await sheet.getByText("in your wallet").waitFor();
  expect(await sheet.getByRole("listitem").allInnerTexts()).toHaveLength(1);
  await mei.sees("All of it is taken");
  await mei.picture("cards");
});

test("An address with somebody else's card makes nobody say anything", async () => {
  const list = li.page.getByRole("list", { name: "Messages" }).getByRole("listitem");
  await li.page.keyboard.press("Escape");
  await li.page.getByRole("dialog").waitFor({ state: "detached" });
  const before = await list.count();
  const card = await li.page.evaluate(() => location.hash);
  await li.page.evaluate(([hash]) => location.assign(`${hash}/card/00000000-0000-4000-8000-000000000000`), [card]);
  await li.sees("It is no longer there.");
  await li.page.waitForFunction((hash) => location.hash === hash, card);
  expect(await list.count()).toBe(before);
  expect([...mei.faults, ...li.faults]).toEqual([]);
});
