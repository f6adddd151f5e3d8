import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { formatter } from "@lingui/format-po";
import { afterAll, beforeAll, expect, test } from "vitest";
import lingui from "../lingui.config.ts";

const web = fileURLToPath(new URL("..", import.meta.url));
const strings = join(web, "src/strings");
const po = formatter({ lineNumbers: false, origins: false });
let fresh: string;

beforeAll(async () => {
  fresh = await mkdtemp(join(web, "node_modules/.strings-"));
  const catalogs = (lingui.catalogs ?? []).map((catalog) => ({ ...catalog, path: catalog.path.replace("<rootDir>/src/strings", fresh) }));
  const config = join(fresh, "lingui.config.json");
  await writeFile(config, JSON.stringify({ sourceLocale: lingui.sourceLocale, locales: lingui.locales, rootDir: web, catalogs }));
  await promisify(execFile)(process.execPath, [join(web, "node_modules/@lingui/cli/dist/lingui.js"), "extract", "--config", config], {
    cwd: web,
  });
});
afterAll(() => rm(fresh, { recursive: true, force: true }));

async function read(file: string): Promise<Record<string, { readonly message?: string; readonly translation?: string }>> {
  const context = { locale: "en", sourceLocale: "en", filename: file };
  return (await po.parse(await readFile(file, "utf8"), context)) as Awaited<ReturnType<typeof read>>;
}

test.each(["", "door/", "wallet/"])("Every string in the source stands in both languages, and no other does (%s)", async (part) => {
  const said = Object.keys(await read(join(fresh, `${part}en.po`))).sort();
  expect(said.length).toBeGreaterThan(0);
  for (const locale of ["en", "zh"]) expect(Object.keys(await read(join(strings, `${part}${locale}.po`))).sort()).toEqual(said);
});

test.each(["", "door/", "wallet/"])("Every string is written in 中文 (%s)", async (part) => {
  const entries = Object.entries(await read(join(strings, `${part}zh.po`)));
  expect(entries.filter(([, { translation }]) => !translation).map(([id, { message }]) => message ?? id)).toEqual([]);
});

test.each(["", "door/", "wallet/"])("A 中文 string fills the same gaps as its English one (%s)", async (part) => {
  // A name in braces, or one that a plural goes by; not the words of its branches.
  const gaps = (text: string) => [...new Set([...text.matchAll(/(?<!(?:one|other|=\d+) )\{(\w+)[,}]/g)].map(([, name]) => name))].sort();
  const entries = Object.entries(await read(join(strings, `${part}zh.po`)));
  const wrong = entries.filter(([, { message, translation }]) => translation && message && `${gaps(message)}` !== `${gaps(translation)}`);
  expect(wrong.map(([, { message, translation }]) => `${message} → ${translation}`)).toEqual([]);
});
