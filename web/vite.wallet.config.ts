import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { offline } from "./offline.ts";
import { screens, strict } from "./screens.ts";
import { seals } from "./seals.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = here("./wallet");

/** Reads codes for a till, which needs the network anyway: fetched when a camera is first used, and kept by the browser then. */
const READER = "assets/*.wasm";

/** Lies in the folder that both pages share. */
const APPS = "manifest.webmanifest";

/** The wallet: a page of its own at the pay address, with nothing of the chats in it. */
export default defineConfig({
  root,
  base: "./",
  publicDir: here("./public"),
  plugins: [...screens(), seals(root), offline(READER, APPS)],
  build: { ...strict, outDir: here("./dist-wallet") },
});
