/**
 * Stands in for `unhomoglyph` inside matrix-js-sdk. The real table guards against display names made of
 * look-alike letters; it is large, so until it has arrived names pass unchanged.
 */
let real: (text: string) => string = (text) => text;

/** Resolves when the table is here; names computed before that should be computed again. */
export const lookAlikesReady: Promise<void> = import("unhomoglyph/index.js").then((module) => {
  real = module.default;
});

export default function unhomoglyph(text: string): string {
  return real(text);
}
