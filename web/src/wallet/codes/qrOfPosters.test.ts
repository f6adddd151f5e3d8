import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { beforeAll, expect, test } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

/* What the house draws for payees, read by a reader that nobody here wrote. */

interface Drawn {
  readonly id: string;
  readonly payload: string;
  readonly path: string;
  readonly size: number;
}

const drawn: readonly Drawn[] = JSON.parse(readFileSync(new URL("../../../../tests/data/pay/ours-qr.json", import.meta.url), "utf8"));
/** Pixels a module. */
const SCALE = 3;
const QUIET = 4;
const ASCII = /^[ -~]*$/u;

beforeAll(() => {
  const wasmBinary = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm")).buffer as ArrayBuffer;
  prepareZXingModule({ overrides: { wasmBinary } });
});

test.each(drawn)("The QR of $id reads as what was put in, at level M, and says UTF-8 where it must", async ({ payload, path, size }) => {
  const [read] = await readBarcodes(picture(path, size), { formats: ["QRCode"] });
  expect(read?.text).toBe(payload);
  expect(read?.ecLevel).toBe("M");
  expect(read?.hasECI).toBe(!ASCII.test(payload));
});

function picture(path: string, size: number): ImageData {
  const side = (size + 2 * QUIET) * SCALE;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, wide] of path.matchAll(/M(\d+) (\d+)h(\d+)/gu)) {
    for (let row = 0; row < SCALE; row++) {
      const from = ((Number(y) + QUIET) * SCALE + row) * side + (Number(x) + QUIET) * SCALE;
      for (let at = from; at < from + Number(wide) * SCALE; at++) data.fill(0, at * 4, at * 4 + 3);
    }
  }
  return { data, width: side, height: side, colorSpace: "srgb" } as ImageData;
}
