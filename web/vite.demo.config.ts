// Builds the demo town: one file for Node that needs no node_modules, with the crypto's wasm beside it.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const WASM = "pkg/matrix_sdk_crypto_wasm_bg.wasm";

/** The crypto looks for its wasm in a folder beside the file that it runs in. */
function cryptoBeside(): Plugin {
  let folder = "";
  return {
    name: "crypto-beside",
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir);
      if (config.build.outDir.startsWith("/")) folder = config.build.outDir;
    },
    closeBundle: () => {
      mkdirSync(dirname(join(folder, WASM)), { recursive: true });
      copyFileSync(here(`./node_modules/@matrix-org/matrix-sdk-crypto-wasm/${WASM}`), join(folder, WASM));
    },
  };
}

export default defineConfig({
  publicDir: false,
  plugins: [cryptoBeside()],
  build: {
    ssr: here("./demo/main.ts"),
    outDir: "dist-demo",
    target: "node20",
    emptyOutDir: true,
    rolldownOptions: { output: { codeSplitting: false, entryFileNames: "town.js" } },
  },
  ssr: { noExternal: true },
});
