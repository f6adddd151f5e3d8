import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { Visitor } from "./visitor.ts";

/* The operator suspends somebody who has a conversation open, and takes it back. */

const PASSWORD = "a kettle and a harbour";

let server: { url: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
let mei: Visitor;
let li: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  const address = server.url.replace("127.0.0.1", "localhost");
  browser = await openBrowser();
  [mei, li] = [await Visitor.arrives(browser, address, "phone"), await Visitor.arrives(browser, address, "desktop")];
  await mei.signsUp("mei", "Mei", PASSWORD);
  await li.signsUp("li", "Li Na", PASSWORD);
  await mei.follows("Find somebody");
  await mei.fills("Their handle", "li");
  await mei.presses("Find");
  await mei.presses("Write to Li Na");
  await li.presses("Accept");
  await mei.sees("Only you two can read this");
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    for (const [name, visitor] of Object.entries({ mei, li })) await visitor?.picture(`failed, suspended, ${name}`);
});

const composer = () => mei.page.getByPlaceholder("Message");

// Nothing was said before: the keys are yet to be handed out, which is refused in words of its own.
test("who is suspended reads so at the line that was not sent, where they would write, and above every place", async () => {
  await composer().fill("Is anybody there?");
  await server.operator("people", "suspend", "mei", "--reason", "Three people report advertising.");
  await mei.presses("Send");
  await mei.message("Is anybody there?").getByText("The house has suspended you.").waitFor();
  await mei.sees("You are suspended. Here you can read, not write.");
  await mei.sees("The reason the house gives: Three people report advertising.");
  expect(await composer().count()).toBe(0);
  await mei.picture("suspended");
});

test("who no longer is writes again, and nothing says otherwise any more", async () => {
  await server.operator("people", "unsuspend", "mei");
  await mei.message("Is anybody there?").getByRole("button", { name: "Send again" }).click();
  await li.hears("Is anybody there?");
  await composer().waitFor();
  await mei.page.getByRole("region", { name: "You are suspended" }).waitFor({ state: "detached" });
  await mei.says("Here I am.");
  await li.hears("Here I am.");
  // The SDK says each refusal aloud.
  expect([...mei.faults, ...li.faults].filter((fault) => !fault.includes("M_USER_SUSPENDED"))).toEqual([]);
});
