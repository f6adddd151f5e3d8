import { createHash } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "vite";

const FOLDER = "assets/";
const LOADER = "seal.js";
const DYNAMIC_IMPORT = /\bimport\(([`"'])\.\/([\w.-]+\.js)\1\)/g;

interface Chunk {
  readonly fileName: string;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
}

const sealOf = (content: string) => `sha256-${createHash("sha256").update(content).digest("base64")}`;

/**
 * Seals every script of the app: the page says of each one what its content hashes to, and with the server's Integrity-Policy a
 * browser runs no other. What is loaded later is asked for through public/seal.js, which reads the page's list; the hash of a script
 * cannot stand in the script that loads it, because they load each other. `root`: where the page lies, if not beside this file.
 */
export function seals(root?: string): Plugin {
  return {
    name: "teahouse-seals",
    // Pages of tests take the app's configuration with a root of their own, and have no server that demands it.
    apply: (config, { command }) => command === "build" && config.root === root,
    // Vite's own preload links carry no seal and would be refused.
    config: () => ({ build: { modulePreload: false } }),
    writeBundle: {
      order: "post",
      async handler({ dir }, bundle) {
        if (!dir) throw new Error("The build has no folder.");
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const sealed: Record<string, readonly string[]> = {};
        for (const chunk of chunks) {
          if (!chunk.fileName.startsWith(FOLDER)) throw new Error(`${chunk.fileName} is not in ${FOLDER}`);
          const path = join(dir, chunk.fileName);
          const code = (await readFile(path, "utf8")).replace(DYNAMIC_IMPORT, (call, _quote, name) => `sealed("${name}",()=>${call})`);
          await writeFile(path, code);
          sealed[nameOf(chunk.fileName)] = [sealOf(code), ...below(chunk, chunks).map(nameOf)];
        }
        await sealPage(dir, chunks, sealed);
      },
    },
  };
}

const nameOf = (file: string) => file.slice(FOLDER.length);

/** The scripts that a script brings with it, and those that they bring. */
function below(chunk: Chunk, chunks: readonly Chunk[]): string[] {
  const found = new Set([chunk.fileName]);
  for (const file of found) {
    for (const next of chunks.find((one) => one.fileName === file)?.imports ?? []) found.add(next);
  }
  found.delete(chunk.fileName);
  return [...found];
}

async function sealPage(dir: string, chunks: readonly Chunk[], sealed: Record<string, readonly string[]>): Promise<void> {
  const path = join(dir, "index.html");
  let page = await readFile(path, "utf8");
  for (const chunk of chunks.filter((one) => one.isEntry)) {
    const links = below(chunk, chunks).map(
      (file) => `<link rel="modulepreload" crossorigin integrity="${sealed[nameOf(file)]?.[0]}" href="./${file}">`,
    );
    const script = new RegExp(`(<script type="module" crossorigin) (src="\\./${chunk.fileName}"></script>)`);
    if (!script.test(page)) throw new Error(`The page does not load ${chunk.fileName}`);
    page = page.replace(script, `$1 integrity="${sealed[nameOf(chunk.fileName)]?.[0]}" $2\n    ${links.join("\n    ")}`);
  }
  const boot = '<script src="./boot.js"></script>';
  if (!page.includes(boot)) throw new Error("The page does not load boot.js");
  // JSON is no script: it may stand in the page.
  page = page.replace(
    boot,
    `${await firstScript(dir, "boot.js")}
    <script type="application/json" id="seals">${JSON.stringify(sealed)}</script>
    ${await firstScript(dir, LOADER)}`,
  );
  await writeFile(path, page);
}

/** A script that runs before the app gets a name that changes with it, as the others have: what is kept of an older app must not stand in for it. */
async function firstScript(dir: string, name: string): Promise<string> {
  const code = await readFile(join(dir, name), "utf8");
  const hashed = name.replace(".js", `-${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`);
  await rename(join(dir, name), join(dir, FOLDER, hashed));
  // The policy takes a hash from what was fetched with crossorigin only.
  return `<script crossorigin src="./${FOLDER}${hashed}" integrity="${sealOf(code)}"></script>`;
}
