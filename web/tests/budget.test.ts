import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { Manifest } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";

/* How heavy the app may be, in KiB of gzip. A phone on a slow line pays for every one of them. */
const FIRST_SCREEN_MAX = 120;
const CHATS_MAX = 270;
const CHUNK_MAX = 50;
const CLIENT_MAX = 150;
/** With all words of the wallet: they are one file. */
const WALLET_MAX = 130;

const ENTRY = "index.html";
const LANGUAGES = ["en", "zh"];
/** What `src/matrix/sdk.ts` takes of matrix-js-sdk: a chunk of this name. */
const CLIENT = "sdk";
/** A table of look-alike letters, fetched when nothing else is waiting. */
const LATER = "node_modules/unhomoglyph/index.js";

/** What a build has put into a folder. */
interface Built {
  readonly folder: string;
  readonly manifest: Manifest;
}

let app: Built;
let wallet: Built;

/** In a process of its own: the test runner's environment would put React's development build in. */
async function build(...options: readonly string[]): Promise<Built> {
  const folder = await mkdtemp(join(tmpdir(), "teahouse-budget-"));
  const vite = fileURLToPath(new URL("../node_modules/vite/bin/vite.js", import.meta.url));
  await promisify(execFile)(process.execPath, [vite, "build", "--outDir", folder, "--logLevel", "error", ...options], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, NODE_ENV: "production" },
  });
  return { folder, manifest: JSON.parse(await readFile(join(folder, ".vite/manifest.json"), "utf8")) };
}

beforeAll(async () => {
  app = await build();
  wallet = await build("--config", "vite.wallet.config.ts");
});
afterAll(() => Promise.all([app, wallet].map((built) => built && rm(built.folder, { recursive: true, force: true }))));

/** Scripts and styles that these modules bring with them. */
function filesOf({ manifest }: Built, ...modules: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const add = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The build has no ${name}`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const above of chunk.imports ?? []) add(above);
  };
  for (const name of modules) add(name);
  return files;
}

async function weigh({ folder }: Built, files: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(await readFile(join(folder, file)), { level: 9 }).length;
  return Math.ceil(bytes / 1024);
}

test.each(LANGUAGES)("The first screen is light (%s)", async (language) => {
  expect(await weigh(app, filesOf(app, ENTRY, "src/people/door/Door.tsx", `src/strings/door/${language}.po`))).toBeLessThanOrEqual(
    FIRST_SCREEN_MAX,
  );
});

test.each(LANGUAGES)("Chats are on the screen before crypto with little (%s)", async (language) => {
  const words = [`src/strings/door/${language}.po`, `src/strings/${language}.po`];
  const files = filesOf(app, ENTRY, "src/talk/Talk.tsx", "src/matrix/live/start.ts", ...words);
  expect(await weigh(app, files)).toBeLessThanOrEqual(CHATS_MAX);
});

test("The Matrix client is no heavier than it must be, and nothing asks for it before it is needed", async () => {
  const client = Object.values(app.manifest).find((chunk) => chunk.name === CLIENT)?.file ?? "";
  expect(await weigh(app, [client])).toBeLessThanOrEqual(CLIENT_MAX);
  expect(filesOf(app, "src/matrix/live/start.ts")).toContain(client);
  expect(filesOf(app, ENTRY, "src/people/door/Door.tsx", "src/people/me/MePlace.tsx")).not.toContain(client);
});

test.each(["app", "wallet"])("No other chunk of the %s is heavy", async (which) => {
  const built = which === "app" ? app : wallet;
  const first = filesOf(built, ENTRY);
  const heavy: string[] = [];
  for (const [name, chunk] of Object.entries(built.manifest)) {
    if (!chunk.file.endsWith(".js") || first.has(chunk.file) || chunk.name === CLIENT || name === LATER) continue;
    const weight = await weigh(built, [chunk.file]);
    if (weight > CHUNK_MAX) heavy.push(`${name}: ${weight} KiB`);
  }
  expect(heavy).toEqual([]);
});

test.each(LANGUAGES)("The wallet is light, and knows nothing of the chats (%s)", async (language) => {
  const files = filesOf(wallet, ENTRY, `../src/strings/door/${language}.po`, `../src/strings/wallet/${language}.po`);
  expect(await weigh(wallet, files)).toBeLessThanOrEqual(WALLET_MAX);
  expect(Object.keys(wallet.manifest).filter((name) => /matrix-js-sdk|matrix\/live|src\/(talk|people)\//u.test(name))).toEqual([]);
});
