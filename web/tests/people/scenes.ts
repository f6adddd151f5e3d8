import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from "vitest";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import type {} from "../sheets/main.tsx";

/* The scenes of the contact sheets, in a browser, for the tests of one file. What goes wrong in a page fails its test. */

let browser: Browser;
/** The page of the test that runs. */
export let page: Page;
let faults: string[];
/** Asked for once: each page takes its time to begin. */
let scenes: Window["sheets"]["scenes"] | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

beforeEach(async () => {
  faults = [];
  await newPage();
});

afterEach(async () => {
  expect(faults).toEqual([]);
  await page.close();
});

/** A phone's page, for one test. */
export async function newPage(more: BrowserContextOptions = {}): Promise<void> {
  page = await browser.newPage({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce", locale: "en-GB", ...more });
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
}

async function allScenes(address: string): Promise<Window["sheets"]["scenes"]> {
  await page.goto(address, { waitUntil: "domcontentloaded" });
  return page.evaluate(() => window.sheets.scenes);
}

/** Shows a scene. */
export async function open(group: string, name: string): Promise<void> {
  const address = inject("scenes");
  scenes ??= await allScenes(address);
  const index = scenes.findIndex((scene) => scene.group === group && scene.name === name);
  expect(index, `${group}, ${name}`).toBeGreaterThanOrEqual(0);
  await page.goto(`${address}?scene=${index}`, { waitUntil: "domcontentloaded" });
  await page.evaluate(() => window.sheets.ready);
}

/** By its words. */
export const button = (name: string) => page.getByRole("button", { name, exact: true });
/** What the screens asked the door to do, by the name of the verb. */
export const calls = (verb: string) => page.evaluate((verb) => window.sheets.calls.filter(([name]) => name === verb), verb);
/** What is drawn or called comes a moment after the press: these look until it is there. */
export const called = (verb: string) => expect.poll(() => calls(verb));
export const texts = (selector: string) => expect.poll(() => page.locator(selector).allTextContents());
export const disabled = (name: string) => expect.poll(() => button(name).isDisabled());
