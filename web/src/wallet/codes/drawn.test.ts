import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, expect, test } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { code128 } from "./code128";
import { qr } from "./qr";

/* What we draw, read by a reader that nobody here wrote. */

const DIGITS = "794627266656800008";
const PAYLOAD = "hQVDUFYwMWFETwnwVEVBSE9VU0VQCFRlYWhvdXNlWgl5RicmZlaAAAhjIp8QAQGfJgjXizN++Zui1582AoEYnwIGAAAAAgAAXyoCAVY=";
/** Pixels a module. */
const SCALE = 3;

beforeAll(() => {
  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm")).buffer as ArrayBuffer;
  prepareZXingModule({ overrides: { wasmBinary } });
});

/** A picture of modules, `dark` says which. */
function picture(width: number, height: number, dark: (x: number, y: number) => boolean) {
  const [w, h] = [width * SCALE, height * SCALE];
  const data = new Uint8ClampedArray(w * h * 4).fill(255);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) if (dark(Math.floor(x / SCALE), Math.floor(y / SCALE))) data.fill(0, (y * w + x) * 4, (y * w + x) * 4 + 3);
  }
  return { data, width: w, height: h, colorSpace: "srgb" } as ImageData;
}

test.each([DIGITS, "790000000000208781", "799999999999754776", "791357924680864290"])(
  "The barcode of %s reads as those digits",
  async (digits) => {
    const { bars, width } = code128(digits);
    const quiet = 10;
    const of = picture(width + 2 * quiet, 20, (x) => bars.some(({ at, wide }) => x - quiet >= at && x - quiet < at + wide));
    const [read] = await readBarcodes(of, { formats: ["Code128"] });
    expect(read?.text).toBe(digits);
  },
);

test("The QR reads as what was put in, at level M, in a version that a phone across a counter can show", async () => {
  const { path, size } = qr(PAYLOAD);
  const dark = new Set<string>();
  for (const [, x, y, wide] of path.matchAll(/M(\d+) (\d+)h(\d+)/gu)) {
    for (let step = 0; step < Number(wide); step++) dark.add(`${Number(x) + step} ${y}`);
  }
  const [read] = await readBarcodes(
    picture(size + 4, size + 4, (x, y) => dark.has(`${x - 2} ${y - 2}`)),
    { formats: ["QRCode"] },
  );
  expect(read?.text).toBe(PAYLOAD);
  expect(read?.ecLevel).toBe("M");
  expect(size - 4).toBe(41);
});
