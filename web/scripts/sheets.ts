/*
 * Contact sheets: every scene of tests/sheets/scenes, on a phone and a desktop, light and dark, in both languages.
 *
 * (1) The scenes are built and served.   (2) Two pages take the scenes in turn: pictures, accessibility, words;
 * at 320 px and with text at 200 % nothing may overflow.   (3) The pictures are laid on sheets.
 * Ends with 1 when anything was found. `npm run sheets -- door trust` takes those groups only; `--checks` takes no pictures, in half
 * the time.
 */
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, preview } from "vite";
import { openBrowser } from "./sheets/browser.ts";
import { compose } from "./sheets/compose.ts";
import { untranslated } from "./sheets/strings.ts";
import { visitScenes } from "./sheets/visits.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const configFile = here("../tests/sheets/vite.config.ts");
const { values, positionals: groups } = parseArgs({ allowPositionals: true, options: { checks: { type: "boolean", default: false } } });
const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;

await build({ configFile, logLevel: "error" });
const server = await preview({ configFile, logLevel: "error", preview: { port: 0, host: "127.0.0.1" } });
const address = server.resolvedUrls?.local[0];
if (!address) throw new Error("The scenes are not served");
await rm(here("../artifacts/shots"), { recursive: true, force: true });
await mkdir(here("../artifacts/shots"), { recursive: true });
await mkdir(here("../artifacts/sheets"), { recursive: true });

const browser = await openBrowser();
const findings = ["zh.po", "door/zh.po", "wallet/zh.po"].flatMap((file) => untranslated(here(`../src/strings/${file}`)));
try {
  const { scenes, shots, findings: found } = await visitScenes(browser, address, groups, values.checks ? null : here("../artifacts/shots"));
  findings.push(...found);
  console.log(`${scenes} scenes, ${found.length} findings (${seconds()})`);
  if (!values.checks) {
    const sheets = await compose(browser, shots, here("../artifacts"));
    console.log(`${sheets} sheets in artifacts/sheets (${seconds()})`);
  }
} finally {
  await browser.close();
  await server.close();
}
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exitCode = 1;
