import { expect, test } from "vitest";
import { button, called, calls, open, page } from "./scenes.ts";

const WALLET = "https://pay.teahouse.example/";
/** The wallet's own page, which is not the app's. */
const walletIsThere = () =>
  page.context().route(`${WALLET}**`, (route) => route.fulfill({ contentType: "text/html", body: "<h1>Wallet</h1>" }));

test("With a payment passkey the wallet is a link away, and the house gives none", async () => {
  await walletIsThere();
  await open("pay", "pay");
  await page.getByText("pay.teahouse.example, apart from the chats").waitFor();
  expect(await calls("linkWallet")).toEqual([]);
  await page.getByRole("link", { name: "Open my wallet" }).click();
  await page.waitForURL(WALLET);
});

test("The first time the house gives a link, and the browser goes where it leads; by Back one comes to the app again", async () => {
  await walletIsThere();
  await open("pay", "pay, the first time");
  await page.getByText("From then on only that opens it.").waitFor();
  await button("Open my wallet").click();
  await page.waitForURL(/^https:\/\/pay\.teahouse\.example\/#\/sign-in\/kX9w/u);
  await page.goBack();
  await button("Open my wallet").waitFor();
});

test("Whoever comes back to the page is asked about anew: the passkey may have been made meanwhile", async () => {
  await open("pay", "pay, the first time");
  await button("Open my wallet").waitFor();
  const before = (await calls("wallet")).length;
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await called("wallet").toHaveLength(before + 1);
});

test("An answer that did not come is asked for again", async () => {
  await open("pay", "pay failed");
  await page.getByRole("alert").waitFor();
  const before = (await calls("wallet")).length;
  await button("Try again").click();
  await called("wallet").toHaveLength(before + 1);
});

test("A link that was refused leaves the page as it was, and says why", async () => {
  await open("pay", "pay, no link");
  await page.getByRole("alert").getByText("That was too often.").waitFor();
  expect(await button("Open my wallet").isEnabled()).toBe(true);
});

test("Where the house is away, nothing leads to an address that would not answer", async () => {
  await open("pay", "pay, offline since");
  expect(await button("Open my wallet").isDisabled()).toBe(true);
  expect(await page.getByRole("link", { name: "Open my wallet" }).count()).toBe(0);
});
