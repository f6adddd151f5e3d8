import { writeFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";

/* A camera that sees a picture: what is on somebody's screen is filmed, frame by frame, into a file that a browser takes for its camera. */

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 4;
/** Without colour: the middle of both colour planes. */
const GREY = 128;

/** Films what a page shows at that place. */
export async function filmed(page: Page, selector: string, file: string): Promise<void> {
  const shot = await page.locator(selector).screenshot();
  const light = await brightness(page, shot.toString("base64"));
  const colour = Buffer.alloc((WIDTH / 2) * (HEIGHT / 2) * 2, GREY);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), Buffer.from(light, "base64"), colour]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  await writeFile(file, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]));
}

/** The picture, in the middle of the film, as one byte of brightness a pixel. It is drawn on a page of nobody's. */
async function brightness(page: Page, png: string): Promise<string> {
  const studio = await page.context().newPage();
  const light = await studio.evaluate(
    async ({ png, width, height }) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const drawing = new OffscreenCanvas(width, height).getContext("2d");
      if (!drawing) throw new Error("Nothing can be drawn here");
      drawing.fillStyle = "#888";
      drawing.fillRect(0, 0, width, height);
      const scale = Math.min((width - 40) / picture.width, (height - 40) / picture.height);
      const [w, h] = [picture.width * scale, picture.height * scale];
      drawing.drawImage(picture, (width - w) / 2, (height - h) / 2, w, h);
      const { data } = drawing.getImageData(0, 0, width, height);
      let text = "";
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
        text += String.fromCharCode(Math.round(0.299 * red + 0.587 * green + 0.114 * blue));
      }
      return btoa(text);
    },
    { png, width: WIDTH, height: HEIGHT },
  );
  await studio.close();
  return light;
}

/** A browser whose camera sees that film. */
export function browserThatSees(film: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
}
