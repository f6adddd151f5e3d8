import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

/* Reads codes out of pictures, where the browser cannot by itself. Comes with its own file from this house, when a camera is first used. */

prepareZXingModule({ overrides: { locateFile: () => wasm } });

export async function readPicture(picture: ImageData): Promise<readonly string[]> {
  const found = await readBarcodes(picture, { formats: ["QRCode", "Code128"], maxNumberOfSymbols: 4, tryHarder: true });
  return found.filter(({ isValid }) => isValid).map(({ text }) => text);
}
