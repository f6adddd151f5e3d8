import { fileURLToPath } from "node:url";
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import icons from "unplugin-icons/vite";
import { defineConfig } from "vitest/config";
import { macros } from "./macros.ts";
import { offline } from "./offline.ts";
import { seals } from "./seals.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const house = process.env.TEAHOUSE_URL ?? "http://localhost:8008";

export default defineConfig({
  base: "./",
  plugins: [
    macros(),
    react(),
    lingui({ failOnCompileError: true }),
    icons({
      compiler: "jsx",
      jsx: "react",
      scale: 1,
      // The word beside an icon, or its button's label, says what it means.
      iconCustomizer: (_collection, _icon, props) => {
        props["aria-hidden"] = "true";
      },
    }),
    seals(),
    offline(),
  ],
  resolve: {
    alias: [
      // The table of look-alike letters weighs 62 KiB of the first load: the shim fetches it afterwards.
      { find: /^unhomoglyph$/, replacement: here("./shims/unhomoglyph.ts") },
      // The SDK's own paths to its calls, which nobody can make yet.
      {
        find: /^\.\/(webrtc\/(call|callEventHandler|groupCall|groupCallEventHandler|mediaHandler)|matrixrtc\/MatrixRTCSessionManager)\.js$/,
        replacement: here("./shims/calls.ts"),
      },
    ],
  },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    // Under a strict content security policy nothing may be injected inline.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: here("./index.html") },
  },
  server: {
    port: 5173,
    proxy: { "/_matrix": house, "/people": house, "/.well-known": house, "/health": house },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // A busy machine draws late.
    expect: { poll: { timeout: 10_000 } },
  },
});
