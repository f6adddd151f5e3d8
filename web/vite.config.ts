import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { offline } from "./offline.ts";
import { screens, strict } from "./screens.ts";
import { seals } from "./seals.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const house = process.env.TEAHOUSE_URL ?? "http://localhost:8008";

export default defineConfig({
  base: "./",
  plugins: [...screens(), seals(), offline()],
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
    ...strict,
    outDir: "dist",
    rolldownOptions: { input: here("./index.html") },
  },
  server: {
    port: 5173,
    proxy: { "/_matrix": house, "/people": house, "/.well-known": house, "/health": house },
  },
  test: {
    environment: "node",
    // What several files look at is built once for all of them.
    projects: [
      { extends: true, test: { name: "parts", include: ["src/**/*.test.{ts,tsx}", "tests/*.test.ts", "tests/conversation/*.test.ts"] } },
      { extends: true, test: { name: "scenes", include: ["tests/people/*.test.ts"], globalSetup: "tests/people/served.ts" } },
      { extends: true, test: { name: "live", include: ["tests/live/*.test.ts"], globalSetup: "tests/live/bundled.ts" } },
    ],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // A busy machine draws late.
    expect: { poll: { timeout: 10_000 } },
  },
});
