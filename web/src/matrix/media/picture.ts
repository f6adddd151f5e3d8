import { Problem } from "../model.ts";

/** A picture drawn anew: only its pixels go along, not where and with which camera it was taken. */
export interface Drawn {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

/** Sides of what is sent at most, in pixels; more than screens show, and well within what canvases of phones hold. */
const PICTURE_PX_MAX = 4096;
const THUMBNAIL_PX_MAX = 800;
const AVATAR_PX = 512;
const QUALITY = 0.88;

/** The picture as it is sent, turned upright, with a smaller one where it is much larger than a bubble. */
export async function redraw(source: Blob): Promise<{ readonly picture: Drawn; readonly thumbnail: Drawn | null }> {
  const bitmap = await decode(source);
  try {
    const type = source.type === "image/png" || source.type === "image/gif" ? "image/png" : "image/jpeg";
    const picture = await draw(bitmap, within(bitmap, PICTURE_PX_MAX), type);
    const large = Math.max(picture.width, picture.height) > THUMBNAIL_PX_MAX;
    return { picture, thumbnail: large ? await draw(bitmap, within(bitmap, THUMBNAIL_PX_MAX), "image/jpeg") : null };
  } finally {
    bitmap.close();
  }
}

/** How large it is, told by its head long before all of it is decoded. */
export async function sizeOf(source: Blob): Promise<Size> {
  const image = new Image();
  const url = URL.createObjectURL(source);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    return { width: image.naturalWidth, height: image.naturalHeight };
  } catch {
    throw new Problem("notAPicture");
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Can it be drawn anew? What is damaged half way cannot, even where a browser shows the half. */
export async function canBeDrawn(source: Blob): Promise<boolean> {
  return decode(source).then(
    (bitmap) => {
      bitmap.close();
      return true;
    },
    () => false,
  );
}

/** The middle of a picture, square. */
export async function redrawAvatar(source: Blob): Promise<Blob> {
  const bitmap = await decode(source);
  try {
    const side = Math.min(bitmap.width, bitmap.height);
    const px = Math.min(side, AVATAR_PX);
    const from = { x: (bitmap.width - side) / 2, y: (bitmap.height - side) / 2, width: side, height: side };
    return (await draw(bitmap, { width: px, height: px }, "image/jpeg", from)).blob;
  } finally {
    bitmap.close();
  }
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that fits into a square of `max`, never enlarged. */
export function within({ width, height }: Size, max: number): Size {
  const scale = Math.min(1, max / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function decode(source: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (error) {
    throw new Problem("notAPicture", null, String(error));
  }
}

async function draw(bitmap: ImageBitmap, size: Size, type: string, from: Size & { x?: number; y?: number } = bitmap): Promise<Drawn> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, size);
  const context = canvas.getContext("2d");
  if (!context) throw new Problem("notAPicture", null, "No canvas to draw on.");
  if (type === "image/jpeg") {
    // What is transparent would turn black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, size.width, size.height);
  }
  context.drawImage(bitmap, from.x ?? 0, from.y ?? 0, from.width, from.height, 0, 0, size.width, size.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
  if (!blob) throw new Problem("tooLarge", null, "The picture could not be drawn.");
  return { blob, ...size };
}
