import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import type { Shot } from "./visits.ts";

/** A picture on a sheet is this wide, in pixels. */
const WIDTH = { phone: 260, desktop: 640 };
const COLUMNS = { phone: 9, desktop: 4 };

/** Lays the pictures on one sheet a group and look. */
export async function compose(browser: Browser, shots: readonly Shot[], artifacts: string): Promise<number> {
  const sheets = Map.groupBy(shots, (shot) => `${shot.group}-${shot.look}`);
  const page = await browser.newPage();
  for (const [name, onIt] of sheets) {
    const kind = (onIt[0]?.width ?? 0) > 500 ? "desktop" : "phone";
    const columns = Math.min(COLUMNS[kind], onIt.length);
    const figures = onIt
      .toSorted((one, other) => order(one) - order(other))
      .map(
        (shot) => `<figure><img src="${pathToFileURL(shot.file)}" width="${WIDTH[kind]}"><figcaption>${shot.name}</figcaption></figure>`,
      );
    const file = join(artifacts, "shots", `${name}.html`);
    await writeFile(
      file,
      `<!doctype html><meta charset="utf-8"><style>
body{margin:0;padding:16px;background:#cfc9ba;display:grid;grid-template-columns:repeat(${columns},${WIDTH[kind]}px);gap:14px;font:13px sans-serif;color:#222;width:max-content}
figure{margin:0}img{display:block;border-radius:10px}figcaption{padding:4px 2px}</style>${figures.join("")}`,
    );
    await page.setViewportSize({ width: columns * (WIDTH[kind] + 14) + 18, height: 400 });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: join(artifacts, "sheets", `${name}.png`), fullPage: true });
  }
  await page.close();
  return sheets.size;
}

function order(shot: Shot): number {
  return Number(/-(\d+)\.jpg$/.exec(shot.file)?.[1]);
}
