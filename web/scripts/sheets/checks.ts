import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults, ElementContext, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare global {
  interface Window {
    readonly axe?: { readonly run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };
  }
}

/** What axe finds; `rules` narrows it. */
export async function accessibility(page: Page, rules: readonly string[] | null): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const options: RunOptions = { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: [...rules] } }) };
    const results = await window.axe?.run(document as unknown as ElementContext, options);
    return (results?.violations ?? []).map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }, rules);
}

/**
 * What is wider than its place: beyond the edge of the screen, or cut by a box that does not say so with an ellipsis. `titles`: names
 * and headings may not be cut even so.
 */
export function overflow(page: Page, titles = false): Promise<readonly string[]> {
  return page.evaluate((titles) => {
    const found: string[] = [];
    const say = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} “${element.textContent?.trim().slice(0, 60)}”`;
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll<HTMLElement>("#root *")) {
      if (!element.checkVisibility() || element.closest("svg, input, textarea, .sr, [hidden]")) continue;
      const style = getComputedStyle(element);
      const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
      const maySay = style.textOverflow === "ellipsis" && !(titles && element.matches("h1, h1 *, h2, h2 *, [data-title], [data-title] *"));
      if (cuts && !maySay && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${say(element)}`);
      const box = element.getBoundingClientRect();
      if (box.width > 0 && box.right > width + 1 && !sideways(element)) found.push(`beyond the edge: ${say(element)}`);
    }
    return [...new Set(found)].slice(0, 6);

    function sideways(element: Element): boolean {
      for (let above = element.parentElement; above; above = above.parentElement) {
        const x = getComputedStyle(above).overflowX;
        if (x === "auto" || x === "scroll")
          return getComputedStyle(above).overflowY !== "auto" || above.scrollWidth <= above.clientWidth + 1;
      }
      return false;
    }
  }, titles);
}

/** Letters of the longest word in our own labels. */
const OWN_WORD_MAX = 14;

/** Words of a short label that are broken in two, where nothing says so by a hyphen. */
export function broken(page: Page): Promise<readonly string[]> {
  return page.evaluate((longest) => {
    const found: string[] = [];
    const data = window.sheets.data();
    for (const element of document.querySelectorAll("button, a[href], h1, [role=menuitem]")) {
      if (!element.checkVisibility()) continue;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? "";
        // What people have called something may be one long word.
        if (data.includes(text.trim()) || node.parentElement?.closest(".sr")) continue;
        for (const { 0: word, index } of text.matchAll(/[A-Za-z]{2,}/gu)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          // Names and handles of people are as long as they are.
          if (word.length > longest || text.startsWith("@")) continue;
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(`broken: “${word}” of “${text}”`);
        }
      }
    }
    return [...new Set(found)].slice(0, 6);
  }, OWN_WORD_MAX);
}

/** The largest share of the screen that a head may take. */
const HEAD_SHARE_MAX = 0.45;

/** Heads of conversations that take more than two lines for a name, or so much of the screen that little is left for what is said. */
export function heads(page: Page): Promise<readonly string[]> {
  return page.evaluate((share) => {
    const found: string[] = [];
    for (const head of document.querySelectorAll("header:has(h1 [title])")) {
      const title = head.querySelector("h1");
      if (!title?.checkVisibility()) continue;
      const lines = title.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(title).lineHeight);
      if (lines > 2.1) found.push(`a head with ${lines.toFixed(1)} lines of title`);
      const { height } = head.getBoundingClientRect();
      if (height > share * innerHeight) found.push(`a head takes ${height.toFixed(0)} of ${innerHeight} px`);
    }
    return found;
  }, HEAD_SHARE_MAX);
}

/** The sizes that text has, in CSS pixels where the browser's own is 16: from the time beside a line to the welcome. */
const TYPE = [12, 13, 14, 15, 16, 17, 20, 28, 34];

/**
 * Text of another size than the look names. `root`: what the reader has set their browser to. A title, the field of a message, the
 * note below a field; and no input is so small that a phone would zoom in on it.
 */
export function sizes(page: Page, root: number): Promise<readonly string[]> {
  return page.evaluate(
    ({ root, type }) => {
      const found: string[] = [];
      const size = (element: Element) => (Number.parseFloat(getComputedStyle(element).fontSize) * 16) / root;
      const look = (selector: string, right: (size: number, element: Element) => boolean) => {
        for (const element of document.querySelectorAll(selector))
          if (element.checkVisibility() && !right(size(element), element))
            found.push(`${element.tagName.toLowerCase()} “${element.textContent?.trim().slice(0, 40)}” is ${size(element)} px`);
      };
      look("input:not([type=checkbox], [type=radio], [type=file]), textarea", (is) => is >= 16);
      look("textarea:not([name=recovery-code], [name=words])", (is) => is === 16);
      look("[id$='-below']", (is) => is === 13);
      // A large title gives way a little where the reader's text leaves no room for its longest word.
      const least = root > 16 ? 20 : 28;
      look("header h1", (is, title) => (getComputedStyle(title).fontFamily.includes("ui-serif") ? is <= 28 && is >= least : is === 17));
      look("p", (is) => type.includes(is));
      return [...new Set(found)].slice(0, 6);
    },
    { root, type: TYPE },
  );
}

/** What can be pressed is found by a fingertip and by the Tab key: the side of a square in CSS pixels, and what may be smaller. */
export function reach(page: Page): Promise<readonly string[]> {
  return page.evaluate((side) => {
    const found: string[] = [];
    const say = (element: Element) =>
      `${element.tagName.toLowerCase()} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}”`;
    const pressable = "a[href], button, input, textarea, select, summary, label:has(input), [role=menuitem]";
    for (const element of document.querySelectorAll<HTMLElement>(pressable)) {
      // Links in running text are as high as their line; what is seen by nobody is pressed by way of its label.
      if (!element.checkVisibility() || element.closest(".sr, p, [inert], :disabled")) continue;
      const box = element.getBoundingClientRect();
      const inView = box.top >= 0 && box.bottom <= innerHeight && box.width > 1;
      if (inView && (box.width < side - 0.5 || box.height < side - 0.5) && !element.closest("label"))
        found.push(`only ${box.width.toFixed(0)} by ${box.height.toFixed(0)}: ${say(element)}`);
    }
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      if (!element.checkVisibility() || getComputedStyle(element).cursor !== "pointer") continue;
      if (!element.closest(`${pressable}, [tabindex]`)) found.push(`not for the keyboard: ${say(element)}`);
    }
    return [...new Set(found)].slice(0, 6);
  }, 44);
}

/** Controls that cannot be scrolled to, or that something else covers when one has. */
export function covered(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const over = [...document.querySelectorAll("dialog[open], [role=menu]")].at(-1) ?? document;
    for (const element of over.querySelectorAll<HTMLElement>("a[href], button, input, textarea, select, [role=menuitem]")) {
      // The list of messages draws only what is in sight, and holds its own place.
      if (!element.checkVisibility({ opacityProperty: true }) || element.closest(".sr, [inert], [data-scroller]")) continue;
      if (element.getBoundingClientRect().width <= 1) continue;
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      const box = element.getBoundingClientRect();
      // One that is higher than what it scrolls in shows a part of itself.
      const hit = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].some((down) => {
        const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height * down);
        return there && (element.contains(there) || there.closest("label")?.contains(element));
      });
      if (!hit) found.push(`out of reach: ${element.tagName.toLowerCase()} “${element.textContent?.trim().slice(0, 40)}”`);
    }
    return [...new Set(found)].slice(0, 6);
  });
}

/**
 * What lies over the page and does not hear Escape; one that then asks the house to take it away does hear it. What may
 * not be closed now has no cross.
 */
export async function deafToEscape(page: Page): Promise<readonly string[]> {
  const open = () => page.evaluate(() => document.querySelectorAll("dialog[open]:has(header button), [role=menu]").length);
  const asked = () => page.evaluate(() => window.sheets.calls.length);
  const before = { open: await open(), asked: await asked() };
  if (before.open === 0) return [];
  await page.keyboard.press("Escape");
  for (let patience = 0; patience < 20; patience++) {
    if ((await open()) < before.open || (await asked()) > before.asked) return [];
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return ["does not close by Escape"];
}

/** Words in Latin letters on a 中文 screen that no data brought: they were never given to be translated. */
export function words(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const data = window.sheets.data();
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const said = node.textContent?.trim() ?? "";
      if (node.parentElement?.closest("textarea")) continue;
      const foreign = node.parentElement?.closest("[lang]")?.getAttribute("lang") === "en";
      if (/[A-Za-z]{2,} +[A-Za-z]{2,}/.test(said) && !foreign && !data.includes(said) && !/\p{Script=Han}/u.test(said))
        found.push(`not translated: ${said.slice(0, 80)}`);
    }
    return found;
  });
}
