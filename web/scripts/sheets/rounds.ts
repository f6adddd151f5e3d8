import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type {} from "../../tests/sheets/main.tsx";
import { NOW } from "../../tests/sheets/now.ts";
import { accessibility, overflow, words } from "./checks.ts";

/** How many pages work at once; the machine that checks has two cores. */
const PAGES = 2;
const LOOKS = [
  { language: "en", theme: "light" },
  { language: "en", theme: "dark" },
  { language: "zh", theme: "light" },
  { language: "zh", theme: "dark" },
] as const;

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

interface Done {
  readonly scenes: number;
  readonly shots: readonly Shot[];
  readonly findings: readonly string[];
}

interface Round {
  readonly name: string;
  readonly run: (browser: Browser, address: string, groups: readonly string[], into: string) => Promise<Done>;
}

type Visit = (page: Page, scene: { readonly group: string; readonly name: string }, index: number) => Promise<readonly string[]>;

/** Phone and desktop: pictures in all looks; on the phone also what can be heard and whether every word is translated. */
export const pictures: readonly Round[] = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
].map((size) => ({
  name: `${size.width} by ${size.height}`,
  run: async (browser, address, groups, into) => {
    const shots: Shot[] = [];
    const done = await visitAll(browser, address, groups, size, async (page, scene, index) => {
      const findings: string[] = [];
      for (const { language, theme } of LOOKS) {
        await page.evaluate(([language, theme]) => window.sheets.look(language, theme), [language, theme] as const);
        const look = `${size.width}-${language}-${theme}`;
        const file = join(into, `${look}-${index}.jpg`);
        await page.screenshot({ path: file, type: "jpeg", quality: 88, animations: "disabled" });
        shots.push({ file, group: scene.group, name: scene.name, look, ...size });
        if (size.width > 400) continue;
        if (language === "en")
          findings.push(...(await accessibility(page, theme === "dark" ? ["color-contrast"] : null)).map((it) => `${theme}: ${it}`));
        if (language === "zh" && theme === "light") findings.push(...(await words(page)));
      }
      return findings;
    });
    return { ...done, shots };
  },
}));

export const narrowest: Round = {
  name: "320 wide",
  run: (browser, address, groups) => overflowing(browser, address, groups, { width: 320, height: 640 }),
};

export const twiceTheText: Round = {
  name: "text at 200 %",
  run: (browser, address, groups) => overflowing(browser, address, groups, { width: 390, height: 844 }, 32),
};

async function overflowing(browser: Browser, address: string, groups: readonly string[], size: Size, textSize?: number): Promise<Done> {
  const visit: Visit = async (page) => {
    const findings: string[] = [];
    for (const language of ["en", "zh"] as const) {
      await page.evaluate((language) => window.sheets.look(language, "light"), language);
      findings.push(...(await overflow(page)).map((it) => `${size.width} px${textSize ? ", text at 200 %" : ""}, ${language}: ${it}`));
    }
    return findings;
  };
  return { ...(await visitAll(browser, address, groups, size, visit, textSize)), shots: [] };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function visitAll(
  browser: Browser,
  address: string,
  groups: readonly string[],
  size: Size,
  visit: Visit,
  textSize?: number,
): Promise<{ scenes: number; findings: readonly string[] }> {
  const context = await browser.newContext({
    viewport: size,
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
    let faults: string[] = [];
    page.on("pageerror", (fault) => faults.push(fault.message));
    page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
    if (textSize) {
      const session = await context.newCDPSession(page);
      await session.send("Page.setFontSizes", { fontSizes: { standard: textSize, fixed: textSize } });
    }
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
        faults.push(...(await visit(page, scene, index)));
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
