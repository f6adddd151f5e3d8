import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, preview } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the scenes of the contact sheets are served. */
    scenes: string;
  }
}

const configFile = fileURLToPath(new URL("../sheets/vite.config.ts", import.meta.url));

/** Builds the scenes and serves them to every file, once. */
export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), "teahouse-people-"));
  await build({ configFile, logLevel: "error", build: { outDir } });
  const server = await preview({ configFile, logLevel: "error", build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
  project.provide("scenes", server.resolvedUrls?.local[0] ?? "");
  return async () => {
    await server.close();
    await rm(outDir, { recursive: true });
  };
}
