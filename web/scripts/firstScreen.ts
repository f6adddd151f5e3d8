/*
 * How long somebody with many chats waits for their list: at their first sign-in in a browser, and each time they come back. On the
 * real server with an empty data folder; `npm run first-screen -- PROGRAM [CHATS]`, or `bench/screen`.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openBrowser } from "./sheets/browser.ts";

const [program, chats = "500"] = process.argv.slice(2);
if (!program) throw new Error("Usage: npm run first-screen -- PROGRAM [CHATS]");
const CHATS = Number(chats);
const COMING_BACK = 7;
const AT_ONCE = 8;
const WITHIN_MS = 120_000;
const PASSWORD = "a kettle, two cups";

const folder = await mkdtemp(join(tmpdir(), "teahouse-screen-"));
const port = await freePort();
const address = `http://localhost:${port}`;
const house = spawn(
  program,
  ["serve", "--urls", address, "--data", folder, "--keys", join(folder, "teahouse.keys"), "--registration", "open", "--rate-limits", "off"],
  { stdio: "ignore" },
);
try {
  await answers();
  const [reader, writer] = [await register("reader"), await register("writer")];
  const browser = await openBrowser();
  const visit = async () =>
    (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB", reducedMotion: "reduce" })).newPage();
  const code = await makeCode(await visit());
  await makeChats(reader, writer);
  const page = await visit();
  const first = await signIn(page, code);
  const again: number[] = [];
  for (let turn = 0; turn < COMING_BACK; turn++) again.push(await comesBack(page));
  const { least, median, most } = sorted(again);
  say(`the list of ${CHATS} chats, at the first sign-in        ${first.toFixed(0)} ms`);
  say(`the list of ${CHATS} chats, each time one comes back    ${median} ms (${least}..${most})`);
  await browser.close();
} finally {
  house.kill();
  await new Promise((done) => house.once("exit", done));
  await rm(folder, { recursive: true });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function sorted(times: readonly number[]) {
  const inOrder = [...times].sort((a, b) => a - b).map(Math.round);
  return { least: inOrder[0], median: inOrder[Math.floor(inOrder.length / 2)], most: inOrder.at(-1) };
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const at = server.address();
      server.close(() => done(typeof at === "object" && at ? at.port : 0));
    });
  });
}

async function answers(): Promise<void> {
  const until = Date.now() + WITHIN_MS;
  while (Date.now() < until) {
    const alive = await fetch(`${address}/health`).catch(() => null);
    if (alive?.ok) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("The server did not answer.");
}

async function ask<Answer>(method: string, path: string, token: string | null, body: unknown): Promise<Answer> {
  const response = await fetch(`${address}/_matrix/client/v3${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

interface Account {
  readonly user_id: string;
  readonly access_token: string;
}

function register(username: string): Promise<Account> {
  return ask("POST", "/register", null, { username, password: PASSWORD, auth: { type: "m.login.dummy" } });
}

/** Groups of two with a name, in which something was said; the last is the newest. */
async function makeChats(reader: Account, writer: Account): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let number = next++; number < CHATS; number = next++) await makeChat(reader, writer, number);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  await makeChat(reader, writer, CHATS);
}

async function makeChat(reader: Account, writer: Account, number: number): Promise<void> {
  const { room_id } = await ask<{ room_id: string }>("POST", "/createRoom", writer.access_token, {
    preset: "private_chat",
    name: `Table ${number}`,
    invite: [reader.user_id],
  });
  const room = encodeURIComponent(room_id);
  await ask("POST", `/join/${room}`, reader.access_token, {});
  const text = { msgtype: "m.text", body: `Tea at table ${number}?` };
  await ask("PUT", `/rooms/${room}/send/m.room.message/said`, writer.access_token, text);
}

/** The recovery code that the app asks everybody to make before they see a chat. */
async function makeCode(page: Page): Promise<string> {
  await page.goto(`${address}/#/sign-in/password`);
  await page.locator("input[name=username]").fill("reader");
  await page.locator("input[type=password]").fill(PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Make my code" }).click();
  await page.getByRole("heading", { name: "Write this down" }).waitFor();
  const groups = await page.getByRole("figure").getByRole("listitem").allInnerTexts();
  await page.getByRole("button", { name: "I have it" }).click();
  const asked = /type group (\d+) of/u.exec((await page.getByText(/type group \d+ of/u).textContent()) ?? "")?.[1] ?? "";
  await page.getByLabel(`Group ${asked}`, { exact: true }).fill(groups[Number(asked) - 1] ?? "");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("heading", { name: "Chats" }).waitFor();
  await page.context().close();
  return groups.join(" ");
}

async function signIn(page: Page, code: string): Promise<number> {
  await page.goto(`${address}/#/sign-in/recovery`);
  await page.locator("input[name=username]").fill("reader");
  await page.locator("[name=recovery-code]").fill(code);
  // The code goes on opening the old messages after the list is there; until then a reload would ask for it again.
  const confirmed = page.waitForResponse(/keys\/signatures\/upload/u);
  const began = performance.now();
  await page.locator("button[type=submit]").click();
  await seesNewest(page);
  const took = performance.now() - began;
  await confirmed;
  return took;
}

async function comesBack(page: Page): Promise<number> {
  const began = performance.now();
  await page.goto(`${address}/?again=${began}#/chats`);
  await seesNewest(page);
  return performance.now() - began;
}

function seesNewest(page: Page): Promise<void> {
  return page.getByText(`Table ${CHATS}`, { exact: true }).first().waitFor({ timeout: WITHIN_MS });
}
