import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import icons from "unplugin-icons/vite";
import type { BuildOptions, PluginOption } from "vite";
import { macros } from "./macros.ts";

/** What screens of this house are built with: React, words in two languages, icons one by one. */
export function screens(): PluginOption[] {
  return [
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
  ];
}

/** How every page is built: under a strict content security policy nothing may be injected inline. */
export const strict: BuildOptions = {
  target: "es2022",
  emptyOutDir: true,
  manifest: true,
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
};
