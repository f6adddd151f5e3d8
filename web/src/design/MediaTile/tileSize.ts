/** CSS pixels at the usual text size. */
const WIDEST = 272;
const TALLEST = 336;
const NARROWEST = 112;
const LOWEST = 88;

/** The place that a picture gets in a conversation: known before the picture is there, so that nothing moves when it comes. */
export function tileSize(width: number, height: number): { readonly width: number; readonly height: number } {
  if (width <= 0 || height <= 0) return { width: 240, height: 180 };
  const scale = Math.min(1, WIDEST / width, TALLEST / height);
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, Math.round(width * scale))),
    height: Math.min(TALLEST, Math.max(LOWEST, Math.round(height * scale))),
  };
}
