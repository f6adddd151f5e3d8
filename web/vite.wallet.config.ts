import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { screens, strict } from "./screens.ts";
import { seals } from "./seals.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = here("./wallet");

/** The wallet: a page of its own at the pay address, with nothing of the chats in it. */
export default defineConfig({
  root,
  base: "./",
  publicDir: here("./public"),
  plugins: [...screens(), seals(root)],
  build: { ...strict, outDir: here("./dist-wallet") },
});
