import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "playwright-core";
import type {} from "../../tests/sheets/main.tsx";
import { NOW } from "../../tests/sheets/now.ts";
import { accessibility, broken, covered, deafToEscape, heads, overflow, reach, sizes, words } from "./checks.ts";

/** How many pages work at once; the machine that checks has two cores. */
const PAGES = 2;
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const NARROWEST = { width: 320, height: 640 };
const LOOKS = [
  { language: "en", theme: "light" },
  { language: "en", theme: "dark" },
  { language: "zh", theme: "light" },
  { language: "zh", theme: "dark" },
] as const;
type Look = (typeof LOOKS)[number];

/** One picture of one scene. */
export interface Shot {
  readonly file: string;
  readonly group: string;
  readonly name: string;
  /** `390-en-light`: with the group the sheet on which it goes. */
  readonly look: string;
  readonly width: number;
  readonly height: number;
}

export interface Done {
  readonly scenes: number;
  readonly shots: readonly Shot[];
  readonly findings: readonly string[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Visited {
  readonly page: Page;
  readonly session: CDPSession;
  readonly group: string;
  readonly name: string;
  readonly index: number;
}

/**
 * Each scene is loaded once, which is what costs most, and looked at on a phone: pictures in all looks; what can be heard and reached;
 * whether every word is translated. Then without pictures: nothing may overflow or be out of reach at 320 px, nor when the reader's text
 * is twice as large. At last the window grows to a desktop's, for its pictures. `into`: the folder of the pictures; null for none.
 */
export async function visitScenes(browser: Browser, address: string, groups: readonly string[], into: string | null): Promise<Done> {
  const shots: Shot[] = [];
  const picture = async ({ session, group, name, index }: Visited, look: string, size: Size) => {
    if (into === null) return;
    const file = join(into, `${look}-${index}.jpg`);
    const { data } = await session.send("Page.captureScreenshot", { format: "jpeg", quality: 85, optimizeForSpeed: true });
    await writeFile(file, Buffer.from(data, "base64"));
    shots.push({ file, group, name, look, ...size });
  };
  const looks = async (visited: Visited, size: Size, check: (look: Look) => Promise<readonly string[]>) => {
    const findings: string[] = [];
    // Nothing is checked on a dark 中文 screen that a light one does not show.
    for (const look of into === null ? LOOKS.filter(({ language, theme }) => language === "en" || theme === "light") : LOOKS) {
      await visited.page.evaluate(({ language, theme }) => window.sheets.look(language, theme), look);
      await picture(visited, `${size.width}-${look.language}-${look.theme}`, size);
      findings.push(...(await check(look)));
    }
    return findings;
  };
  const visit = async (visited: Visited): Promise<readonly string[]> => {
    const { page } = visited;
    const findings = await looks(visited, PHONE, (look) => heardAndReached(page, look));
    findings.push(...(await overflowing(visited)));
    await page.setViewportSize(DESKTOP);
    if (into !== null) await looks(visited, DESKTOP, async () => []);
    findings.push(...(await overflow(page)).map((it) => `on a desktop: ${it}`));
    await page.setViewportSize(PHONE);
    return [...findings, ...(await deafToEscape(page))];
  };
  return { ...(await visitAll(browser, address, groups, visit)), shots };
}

async function heardAndReached(page: Page, look: Look): Promise<readonly string[]> {
  const heard = async () =>
    (await accessibility(page, look.theme === "dark" ? ["color-contrast"] : null)).map((it) => `${look.theme}: ${it}`);
  if (look.language === "zh") return look.theme === "light" ? words(page) : [];
  return look.theme === "light" ? [...(await heard()), ...(await reach(page)), ...(await sizes(page, 16))] : heard();
}

async function overflowing({ page, session }: Visited): Promise<readonly string[]> {
  const findings: string[] = [];
  await page.setViewportSize(NARROWEST);
  const look = async (where: string, titles: boolean) => {
    for (const language of ["zh", "en"] as const) {
      await page.evaluate((language) => window.sheets.look(language, "light"), language);
      const found = [...(await overflow(page, titles)), ...(await covered(page)), ...(await broken(page))];
      findings.push(...found.map((it) => `${where}, ${language}: ${it}`));
    }
  };
  await look("320 px", false);
  await page.setViewportSize(PHONE);
  await textSize(session, 32);
  await look("text at 200 %", true);
  findings.push(...(await sizes(page, 32)).map((it) => `text at 200 %: ${it}`));
  await page.setViewportSize(NARROWEST);
  findings.push(...(await heads(page)).map((it) => `320 px and text at 200 %: ${it}`));
  await textSize(session, 16);
  await page.setViewportSize(PHONE);
  return findings;
}

async function textSize(session: CDPSession, pixels: number): Promise<void> {
  await session.send("Page.setFontSizes", { fontSizes: { standard: pixels, fixed: pixels } });
}

async function visitAll(
  browser: Browser,
  address: string,
  groups: readonly string[],
  visit: (visited: Visited) => Promise<readonly string[]>,
): Promise<{ scenes: number; findings: readonly string[] }> {
  const context = await browser.newContext({
    viewport: PHONE,
    reducedMotion: "reduce",
    timezoneId: "Asia/Shanghai",
    locale: "en-GB",
    colorScheme: "light",
  });
  await context.clock.setFixedTime(NOW);
  const findings: string[] = [];
  let next = 0;
  let scenes = 0;
  const work = async () => {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    let faults: string[] = [];
    page.on("pageerror", (fault) => faults.push(fault.message));
    page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
    await page.goto(address, { waitUntil: "domcontentloaded" });
    const all = await page.evaluate(() => window.sheets.scenes);
    for (let index = next++; index < all.length; index = next++) {
      const scene = all[index];
      if (!scene || (groups.length > 0 && !groups.includes(scene.group))) continue;
      faults = [];
      scenes++;
      await page.goto(`${address}?scene=${index}`, { waitUntil: "domcontentloaded" });
      try {
        await page.evaluate(() => window.sheets.ready);
        faults.push(...(await visit({ page, session, ...scene, index })));
      } catch (fault) {
        faults.push(fault instanceof Error ? (fault.message.split("\n")[0] ?? "") : String(fault));
      }
      findings.push(...faults.map((fault) => `${scene.group}, ${scene.name}: ${fault}`));
    }
  };
  await Promise.all(Array.from({ length: PAGES }, work));
  await context.close();
  return { scenes, findings };
}
