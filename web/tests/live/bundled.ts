import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import config from "../../vite.config.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder with `page.html` and what it loads. */
    bundled: string;
  }
}

const root = fileURLToPath(new URL(".", import.meta.url));

/** Bundles `page.html` for the harness of every file, once. */
export default async function bundle(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "teahouse-matrix-"));
  await build({
    root,
    configFile: false,
    logLevel: "error",
    base: "/harness/",
    ...(config.resolve ? { resolve: config.resolve } : {}),
    build: {
      target: "es2022",
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(root, "page.html") },
    },
  });
  project.provide("bundled", folder);
  return () => rm(folder, { recursive: true });
}
