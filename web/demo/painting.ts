// A picture for the demo: dusk through a train window, painted point by point, so that no file has to be shipped.
import { deflateSync } from "node:zlib";

const WIDTH = 960;
const HEIGHT = 720;

type Colour = readonly [number, number, number];

const SKY_TOP: Colour = [58, 86, 98];
const SKY_LOW: Colour = [240, 190, 140];
const SUN: Colour = [247, 214, 150];
const HILLS: readonly { readonly at: number; readonly rise: number; readonly wave: number; readonly colour: Colour }[] = [
  { at: 0.56, rise: 0.1, wave: 2.1, colour: [128, 128, 138] },
  { at: 0.66, rise: 0.06, wave: 3.4, colour: [86, 106, 102] },
  { at: 0.8, rise: 0.03, wave: 5.2, colour: [52, 78, 64] },
];
const FRAME: Colour = [56, 48, 44];

const mixed = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** Outside the window's rounded pane? */
function isFrame(x: number, y: number): boolean {
  const [dx, dy] = [Math.abs(x - 0.5) / 0.46, Math.abs(y - 0.48) / 0.42];
  return dx ** 8 + dy ** 8 > 1;
}

function colourAt(x: number, y: number): Colour {
  if (isFrame(x, y)) return FRAME;
  let colour = mixed(SKY_TOP, SKY_LOW, Math.min(1, (y / 0.6) ** 1.4));
  if (Math.hypot((x - 0.66) * (WIDTH / HEIGHT), y - 0.5) < 0.07) colour = SUN;
  for (const hill of HILLS) {
    const edge = hill.at - hill.rise * (0.6 * Math.sin(x * Math.PI * hill.wave) + 0.4 * Math.sin(x * Math.PI * hill.wave * 2.3 + 1));
    if (y > edge) colour = hill.colour;
  }
  return colour;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** PNG's checksum (ISO 3309); Node 20 has none of its own. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The view from the window, as a PNG. */
export function paintedWindow(): { readonly png: Buffer; readonly width: number; readonly height: number } {
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const at = y * (WIDTH * 3 + 1) + 1 + x * 3;
      for (const [part, value] of colourAt(x / WIDTH, y / HEIGHT).entries()) rows[at + part] = Math.round(value);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const png = Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
  return { png, width: WIDTH, height: HEIGHT };
}
