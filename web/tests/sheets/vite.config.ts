import { fileURLToPath } from "node:url";
import { mergeConfig } from "vite";
import app from "../../vite.config.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The app over a door behind which everything is plain data. Not part of the product's build. */
export default mergeConfig(app, {
  root: here("."),
  publicDir: here("../../public"),
  build: {
    outDir: here("../../artifacts/scenes"),
    manifest: false,
    // In one piece, so that no picture waits for a part of the app.
    rolldownOptions: { input: here("./index.html"), output: { codeSplitting: false } },
  },
});
