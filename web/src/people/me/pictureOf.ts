import { Problem } from "../../matrix/model";

/** Wide enough for the largest place where an avatar stands, on a dense screen. */
const WIDTH = 288;

/** A painted thing as a picture that every Matrix app can show: drawn at a fixed size, as PNG. */
export async function pictureOf(url: string): Promise<Blob> {
  const image = new Image(WIDTH, WIDTH);
  image.src = url;
  await image.decode().catch(() => {
    throw new Problem("offline");
  });
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = WIDTH;
  canvas.getContext("2d")?.drawImage(image, 0, 0, WIDTH, WIDTH);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Problem("notAPicture");
  return blob;
}
