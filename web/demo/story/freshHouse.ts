import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";

const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

export interface FreshHouse {
  readonly address: string;
  /** Ends it, and leaves nothing behind. */
  readonly close: () => Promise<void>;
}

/** Opens a house of its own in a temporary folder. `program`: the built server. */
export async function freshHouse(program: string): Promise<FreshHouse> {
  const folder = await mkdtemp(join(tmpdir(), "teahouse-story-"));
  const address = `http://localhost:${await freePort()}`;
  const words = ["serve", "--data", join(folder, "data"), "--keys", join(folder, "keys"), "--urls", address];
  const server = spawn(program, words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let complaint = "";
  server.stderr.on("data", (text: Buffer) => {
    complaint += text.toString();
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const close = async () => {
    server.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (const until = Date.now() + READY_WITHIN_MS; !(await answers(address)); await after(LOOK_EVERY_MS)) {
    if (server.exitCode === null && Date.now() < until) continue;
    await close();
    throw new Error(`A fresh house did not open. ${complaint}`);
  }
  return { address, close };
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/health`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
