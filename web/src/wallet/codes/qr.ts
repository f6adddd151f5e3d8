import { encode } from "uqr";
import { utf8 } from "./bytes";

/** Light modules around it, without which scanners do not find it: two of four, because the card that it stands on is white as well. */
const QUIET = 2;

/** A QR code as a path of unit squares, `size` wide with its quiet zone: level M, bytes only, and nothing in its middle. */
export function qr(text: string): { readonly path: string; readonly size: number } {
  const { data, size } = encode([...utf8(text)], { ecc: "M", boostEcc: false, border: QUIET });
  const path = data.flatMap((row, y) => runs(row).map(({ at, wide }) => `M${at} ${y}h${wide}v1h-${wide}z`)).join("");
  return { path, size };
}

/** Dark modules that touch are one shape, so that no hairline shows between them. */
function runs(row: readonly boolean[]): readonly { readonly at: number; readonly wide: number }[] {
  const found: { at: number; wide: number }[] = [];
  for (const [x, dark] of row.entries()) {
    const last = found.at(-1);
    if (!dark) continue;
    if (last && last.at + last.wide === x) last.wide++;
    else found.push({ at: x, wide: 1 });
  }
  return found;
}
