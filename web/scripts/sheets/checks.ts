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

/** What axe finds serious or critical; `rules` narrows it. */
export async function accessibility(page: Page, rules: readonly string[] | null): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const options: RunOptions = { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: [...rules] } }) };
    const results = await window.axe?.run(document as unknown as ElementContext, options);
    return (results?.violations ?? [])
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }, rules);
}

/** What is wider than its place: beyond the edge of the screen, or cut by a box that does not say so with an ellipsis. */
export function overflow(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const say = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} “${element.textContent?.trim().slice(0, 60)}”`;
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll<HTMLElement>("#root *")) {
      if (!element.checkVisibility() || element.closest("svg, input, textarea, .sr, [hidden]")) continue;
      const style = getComputedStyle(element);
      const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
      if (cuts && style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${say(element)}`);
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
  });
}

/** Words in Latin letters on a 中文 screen that no data brought: they were never given to be translated. */
export function words(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const data = window.sheets.data();
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const said = node.textContent?.trim() ?? "";
      const foreign = node.parentElement?.closest("[lang]")?.getAttribute("lang") === "en";
      if (/[A-Za-z]{2,} +[A-Za-z]{2,}/.test(said) && !foreign && !data.includes(said) && !/\p{Script=Han}/u.test(said))
        found.push(`not translated: ${said.slice(0, 80)}`);
    }
    return found;
  });
}
