import { transformAsync } from "@babel/core";
import macro from "@lingui/babel-plugin-lingui-macro";
import type { Plugin } from "vite";

/**
 * Turns Lingui's macros into plain calls. Lingui's own transform is a native module that npm leaves out where it itself
 * runs on Node 20, because an optional package that asks for a newer Node is skipped without a word.
 */
export function macros(): Plugin {
  return {
    name: "teahouse-macros",
    enforce: "pre",
    transform: {
      filter: { id: /\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
      async handler(code, id) {
        const done = await transformAsync(code, {
          filename: id,
          configFile: false,
          babelrc: false,
          sourceMaps: true,
          parserOpts: { plugins: ["typescript", "jsx"] },
          plugins: [[macro, { descriptorFields: this.environment.config.isProduction ? "id-only" : "all" }]],
        });
        return done?.code ? { code: done.code, map: done.map ?? null } : null;
      },
    },
  };
}
