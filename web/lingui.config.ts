import { fileURLToPath } from "node:url";
import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

/** What the first screen speaks; it comes alone, so that a newcomer need not wait for words of the inside. */
const door = ["src/app", "src/design", "src/people/door"];

export default defineConfig({
  sourceLocale: "en",
  locales: ["en", "zh"],
  catalogs: [
    { path: "<rootDir>/src/strings/wallet/{locale}", include: ["src/wallet"] },
    { path: "<rootDir>/src/strings/door/{locale}", include: door },
    { path: "<rootDir>/src/strings/{locale}", include: ["src"], exclude: [...door, "src/wallet"].map((folder) => `${folder}/**`) },
  ],
  format: formatter({ lineNumbers: false, origins: false }),
  // Lingui's own would take a name for an element.
  runtimeConfigModule: { Trans: [fileURLToPath(new URL("./src/strings/Trans.tsx", import.meta.url)), "Trans"] },
});
