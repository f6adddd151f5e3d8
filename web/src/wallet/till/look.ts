/* Codes in pictures: by the browser where it can, else by a reader that is fetched for it. */

interface Detector {
  detect(source: ImageData): Promise<readonly { readonly rawValue: string }[]>;
}

declare global {
  interface Window {
    readonly BarcodeDetector?: {
      new (options: { formats: readonly string[] }): Detector;
      getSupportedFormats(): Promise<readonly string[]>;
    };
  }
}

const WANTED = ["qr_code", "code_128"];
/** Pictures are made no larger than this before they are read, in pixels: a code in them is still large. */
const SIDE_MAX = 1_600;

export type Read = (picture: ImageData) => Promise<readonly string[]>;

let reading: Promise<Read> | null = null;

/** The reader; made once. A fetch that fails may be tried again. */
export function reader(): Promise<Read> {
  reading ??= made().catch((error) => {
    reading = null;
    throw error;
  });
  return reading;
}

async function made(): Promise<Read> {
  const supported = (await window.BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (window.BarcodeDetector && WANTED.every((format) => supported.includes(format))) {
    const detector = new window.BarcodeDetector({ formats: WANTED });
    return async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue);
  }
  return (await import("./reader")).readPicture;
}

/** A picture, or what a camera shows at this moment, as pixels. Null while there is none. */
export function pixelsOf(source: HTMLVideoElement | ImageBitmap): ImageData | null {
  const [width, height] = source instanceof HTMLVideoElement ? [source.videoWidth, source.videoHeight] : [source.width, source.height];
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, SIDE_MAX / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing?.drawImage(source, 0, 0, canvas.width, canvas.height);
  return drawing?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
}
