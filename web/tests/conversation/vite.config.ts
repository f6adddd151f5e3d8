import { fileURLToPath } from "node:url";
import { mergeConfig } from "vite";
import app from "../../vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The app over one conversation that the test moves. Not part of the product's build. */
export default mergeConfig(app, {
  root: here("."),
  publicDir: false,
  build: { outDir: here("../../artifacts/conversation"), manifest: false, rolldownOptions: { input: here("./index.html") } },
});
