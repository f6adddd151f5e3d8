// Starts the real server as a process of its own, on a free port and an empty data folder.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const READY_WITHIN_MS = 60_000;
const ENDS_WITHIN_MS = 10_000;

/**
 * TEAHOUSE_BIN names the program, TEAHOUSE_TEST_DATABASE a PostgreSQL connection (SQLite without it).
 * @returns {Promise<{ url: string, folder: string, operator: (...words: string[]) => Promise<string>, stop: () => Promise<void> }>}
 */
export async function startServer(...options) {
  const program = process.env.TEAHOUSE_BIN ?? fileURLToPath(new URL("../../out/teahouse", import.meta.url));
  if (!existsSync(program)) throw new Error(`There is no ${program}: build it with ./run, or name it in TEAHOUSE_BIN.`);
  const folder = await mkdtemp(join(tmpdir(), "teahouse-clients-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const kept = ["--data", folder, "--keys", join(folder, "teahouse.keys")];
  const database = process.env.TEAHOUSE_TEST_DATABASE ? ["--database", process.env.TEAHOUSE_TEST_DATABASE] : [];
  const server = spawn(program, ["serve", "--urls", url, ...kept, ...database, ...options],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said = (said + text).slice(-8_000)));
  const failed = once(server, "error").then(([error]) => { throw error; });
  failed.catch(() => {});
  const stop = async () => {
    await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([ready(url, server, () => said), failed]);
  } catch (error) {
    await stop();
    throw error;
  }
  const operator = async (...words) => (await promisify(execFile)(program, [...words, ...kept, ...database], { cwd: folder })).stdout;
  return { url, folder, operator, stop };
}

async function ready(url, server, said) {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}:\n${said()}`);
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.status === 200) return;
    await pause(50);
  }
  throw new Error(`The server was not ready in time:\n${said()}`);
}

async function end(server) {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  const hard = setTimeout(() => server.kill("SIGKILL"), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(hard);
}

async function freePort() {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address();
  listener.close();
  await once(listener, "close");
  return port;
}
