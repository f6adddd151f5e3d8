import { expect, test } from "vitest";
import { button, called, calls, open, page } from "./scenes.ts";

test("Both forms say how much there is, and that more will not do; nobody is asked then", async () => {
  await open("wallet", "send");
  await page.getByText("In your wallet: ¥2,846.30").waitFor();
  await open("wallet", "send, more than there is");
  await page.getByRole("alert").getByText("There is not enough: your wallet has ¥2,846.30.").waitFor();
  expect(await button("Go on").isDisabled()).toBe(true);
  await open("money", "give more than there is");
  await page.getByRole("alert").getByText("There is not enough: your wallet has ¥2,846.30.").waitFor();
  expect(await button("Go on").isDisabled()).toBe(true);
});

test("What was refused for want of money leads back to the form, where what was typed still stands", async () => {
  await open("wallet", "send, too little meanwhile");
  await page.getByRole("dialog").getByText("There is not enough in your wallet. No money has moved.").waitFor();
  expect(await button("See what has become of it").count()).toBe(0);
  await button("Change the amount").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await page.getByLabel("Their handle").inputValue()).toBe("wei");
});

test("What was refused for another reason leads back too, and a lost answer to what has become of it", async () => {
  await open("money", "give a transfer, frozen");
  await button("Back").click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await open("wallet", "send, answer lost");
  const before = (await calls("ask")).length;
  await button("See what has become of it").click();
  await called("ask").toHaveLength(before + 1);
});

test("From the wallet's first page a way back leads to the conversations", async () => {
  await open("wallet", "home");
  expect(await page.getByRole("link", { name: "Back", exact: true }).getAttribute("href")).toBe("https://teahouse.example/");
});

test("After an account was closed the wallet does not say that nothing was lost", async () => {
  await open("wallet", "door, session ended");
  await page.getByText("or you closed your account").waitFor();
});

test("What goes to somebody from a conversation says to whom on its form already, as the house says it", async () => {
  await open("money", "give a transfer");
  await page.getByText("Wei 阿伟").first().waitFor();
  await page.getByText(/^@wei/u).waitFor();
});

test("Where the house does not say who somebody is, the form has their handle", async () => {
  await open("money", "give a transfer, who is not told");
  await page.getByText(/@wei/u).first().waitFor();
});
