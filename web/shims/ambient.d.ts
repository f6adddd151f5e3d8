declare module "unhomoglyph/index.js" {
  const unhomoglyph: (text: string) => string;
  export default unhomoglyph;
}

// Only what `macros.ts` needs of it; the package brings no types.
declare module "@babel/core" {
  export function transformAsync(
    code: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly code?: string | null; readonly map?: import("rolldown").ExistingRawSourceMap | null } | null>;
}

declare module "*.po" {
  export const messages: import("@lingui/core").Messages;
}
