import { expect, test } from "vitest";
import type {} from "../sheets/main.tsx";
import { button, called, calls, newPage, open, page } from "./scenes.ts";

test("Whom one has compared is not taken for the same at one press", async () => {
  await open("conversation", "is it still them, compared before");
  expect(await page.getByText("Only you two can read this").count()).toBe(0);
  expect(await button("Yes, it is still them").count()).toBe(0);
  await button("Go on without comparing").click();
  expect(await calls("acceptNewIdentity")).toEqual([]);
  await button("Back").click();
  await button("Compare again with Wei 阿伟").click();
  await called("startVerification").toEqual([["startVerification", "@wei:teahouse.example"]]);
  await button("Go on without comparing").click();
  await page.getByRole("dialog").getByRole("button", { name: "Go on without comparing" }).click();
  await called("acceptNewIdentity").toEqual([["acceptNewIdentity", "@wei:teahouse.example"]]);
});

test("A file that is too large stays here before anything goes up, and a damaged picture goes as a file", async () => {
  await open("conversation", "too large and damaged");
  await page.getByText("the house takes no more than 100 kB").waitFor();
  await button("Send all 2").click();
  const going = () =>
    page.evaluate(() => window.sheets.calls.filter(([verb]) => /^send/u.test(verb)).map(([verb, , , name]) => [verb, name]));
  await expect.poll(going).toEqual([
    ["sendPicture", "river.png"],
    ["sendFile", "harbour.jpg"],
  ]);
});

test("The list of chats is one stop of the Tab key; arrows, Home and End walk in it", async () => {
  await open("chats", "chats");
  const rows = page.getByRole("list", { name: "Chats" }).getByRole("link");
  const here = () => rows.evaluateAll((all) => all.indexOf(document.activeElement as HTMLElement));
  expect(await rows.evaluateAll((all) => all.filter((row) => (row as HTMLElement).tabIndex === 0).length)).toBe(1);
  await rows.first().focus();
  const count = await rows.count();
  for (const [key, at] of [
    ["ArrowDown", 1],
    ["ArrowDown", 2],
    ["ArrowUp", 1],
    ["End", count - 1],
    ["ArrowDown", count - 1],
    ["Home", 0],
    ["ArrowUp", 0],
    ["ArrowDown", 1],
  ] as const) {
    await page.keyboard.press(key);
    expect([key, await here()]).toEqual([key, at]);
  }
  // The stop stays where the keyboard stood.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  expect(await here()).toBe(1);
});

test("Who was removed from their only conversation is not told that nobody has written yet", async () => {
  await open("chats", "removed from the only one");
  await page.getByText("You are in no conversation any more.").waitFor();
  expect(await page.getByText("Nobody has written yet").count()).toBe(0);
});

test("Where there is nothing but an invitation, nobody is told to choose a conversation", async () => {
  await newPage({ viewport: { width: 1280, height: 800 } });
  await open("chats", "chats, only an invitation");
  await page.getByText("An invitation waits for your answer.").waitFor();
  expect(await page.getByText("Choose a conversation.").count()).toBe(0);
});

test("Who declined is asked again in the same conversation, and whose account is closed is not", async () => {
  await open("conversation", "alone, declined");
  await page.getByText("Wei 阿伟 did not accept your invitation.").waitFor();
  await button("Invite again").click();
  await called("invite").toEqual([["invite", "!wei:teahouse.example", "@wei:teahouse.example"]]);
  await open("conversation", "alone, account closed");
  await page.getByText("Wei 阿伟 has closed their account.").waitFor();
  expect(await button("Invite again").count()).toBe(0);
});

test("Whoever is removed while they look at who is in a group reads by whom and why", async () => {
  await open("facts", "removed meanwhile");
  await page.getByText("Wei 阿伟 removed you from 一家人. They gave this reason: We moved to another room").waitFor();
});

test("A name like markup is read letter by letter, and ends its sentence with one full stop", async () => {
  await open("conversation", "a name like markup");
  await page.getByText("You have blocked <b>Zed</b> <0/> {x} K. You see nothing that they write.").waitFor();
});

test("Whom one talks with comes into a new group by a press anywhere in their row", async () => {
  await open("start", "new group");
  const first = page.getByRole("list", { name: "Whom you talk with" }).getByRole("listitem").first();
  const name = (await first.locator("[data-title]").textContent()) ?? "";
  await first.click({ position: { x: 40, y: 30 } });
  await page.getByRole("list", { name: "Chosen" }).getByText(name).waitFor();
});
