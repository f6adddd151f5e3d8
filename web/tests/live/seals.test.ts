import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";

/* A file of the app is altered on its way: in a cache, on a mirror, at a proxy. */

let server: { url: string; stop: () => Promise<void> };
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Whether a script that was altered has run, once the page has shown what it can. */
async function altered(script: RegExp, sealed: boolean): Promise<{ ran: boolean; welcomed: boolean }> {
  const context = await browser.newContext();
  await context.route(`${server.url}/**`, async (route) => {
    const answer = await route.fetch();
    const headers = answer.headers();
    if (!sealed && headers["content-type"]?.startsWith("text/html")) {
      delete headers["integrity-policy"];
      return route.fulfill({ response: answer, headers, body: (await answer.text()).replaceAll(/sha256-[\w+/=]+/g, "") });
    }
    if (!script.test(route.request().url())) return route.fulfill({ response: answer });
    return route.fulfill({ response: answer, body: `${await answer.text()}\n;globalThis.altered = true;` });
  });
  const page = await context.newPage();
  await page.goto(server.url);
  const welcome = page.getByLabel("Your handle");
  const welcomed = await welcome.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  const ran = await page.evaluate(() => "altered" in globalThis);
  await context.unrouteAll({ behavior: "ignoreErrors" });
  await context.close();
  return { ran, welcomed };
}

test("Where the app itself does not come, the page says so in the reader's language, and tries again when asked", async () => {
  for (const [locale, words, again] of [
    ["en-GB", "Teahouse could not be fetched. The house may be away for a moment.", "Try again"],
    ["zh-CN", "没能取到茶馆，它可能暂时不在。", "再试一次"],
  ] as const) {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    const main = /assets\/index-.*\.js$/u;
    await context.route(main, (route) => route.abort());
    await page.goto(server.url);
    await page.getByRole("alert").getByText(words).waitFor();
    await context.unroute(main);
    await page.getByRole("button", { name: again }).click();
    await page.locator("input[name=username]").waitFor();
    await context.close();
  }
});

test("Where a part of the app does not come, a guest is told nothing of what they sent", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route(/assets\/Door-.*\.js$/u, (route) => route.abort());
  await page.goto(server.url);
  expect(await page.getByRole("alert").textContent()).toBe("This part of Teahouse did not open.这一处没能打开。Open again 重新打开");
  await context.close();
});

test("The app runs sealed", async () => {
  expect(await altered(/no such file/, true)).toEqual({ ran: false, welcomed: true });
});

test("An altered script does not run, whether it comes with the page or later", async () => {
  expect(await altered(/assets\/index-.*\.js$/, true)).toEqual({ ran: false, welcomed: false });
  expect(await altered(/assets\/Door-.*\.js$/, true)).toEqual({ ran: false, welcomed: false });
});

test("Without seals it would run", async () => {
  expect(await altered(/assets\/Door-.*\.js$/, false)).toEqual({ ran: true, welcomed: true });
});
