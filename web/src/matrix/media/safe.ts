/**
 * The type under which a received file may be opened in this page. What a sender says is not believed: a file that
 * the browser would run as a page (HTML, SVG, XML) would run with the rights of this one.
 */
export function safeType(said: string, bytes: Uint8Array): string {
  const raster = rasterType(bytes);
  if (raster) return raster;
  return /^(audio|video)\/[a-z0-9.+-]+$/.test(said) ? said : "application/octet-stream";
}

/** So many bytes from its head tell what a picture is. */
export const SNIFFED_BYTES = 16;

const MAGIC: readonly (readonly [type: string, offset: number, bytes: readonly number[]])[] = [
  ["image/png", 0, [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", 0, [0xff, 0xd8, 0xff]],
  ["image/gif", 0, [0x47, 0x49, 0x46, 0x38]],
  ["image/webp", 8, [0x57, 0x45, 0x42, 0x50]],
  ["image/avif", 4, [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66]],
];

function rasterType(bytes: Uint8Array): string | null {
  const found = MAGIC.find(([, offset, magic]) => magic.every((byte, index) => bytes[offset + index] === byte));
  return found?.[0] ?? null;
}
