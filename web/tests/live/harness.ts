import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import type { Matrix } from "../../src/matrix/index.ts";
import { PasskeyHolder } from "./passkeyHolder.ts";

declare global {
  interface Window {
    matrix: Matrix;
  }
}

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const WITHIN_MS = 60_000;

/** The folder `matrix/` alone, in real browsers, on the real server: a page without screens has it as `window.matrix`. */
export class Harness {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(url: string): Promise<Harness> {
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args });
    return new Harness(browser, inject("bundled"), url);
  }

  /** A browser of its own: nothing remembered, one virtual passkey holder. */
  async device(): Promise<Device> {
    const context = await this.browser.newContext();
    await this.serves(context);
    return Device.open(context, `${this.url}/harness/page.html`);
  }

  /** The page and its scripts, beside what the server has. */
  async serves(context: BrowserContext): Promise<void> {
    await context.route(`${this.url}/harness/**`, async (route) => {
      const path = join(this.folder, relative("/harness", new URL(route.request().url()).pathname));
      if (!existsSync(path)) return route.fulfill({ status: 404 });
      return route.fulfill({ contentType: TYPES[extname(path)] ?? "application/octet-stream", body: await readFile(path) });
    });
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** Somebody's browser with one tab, or more. */
export class Device {
  readonly errors: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly passkeys: PasskeyHolder,
    private readonly address: string,
  ) {}

  static async open(context: BrowserContext, address: string): Promise<Device> {
    const page = await context.newPage();
    const device = new Device(context, page, await PasskeyHolder.of(page), address);
    page.on("pageerror", (error) => device.errors.push(String(error)));
    await page.goto(address);
    await device.restore();
    return device;
  }

  async restore(): Promise<void> {
    await this.page.evaluate(() => window.matrix.restore());
  }

  /** Waits until this browser has written down a line, of the conversation and of the list, for the next visit. */
  remembers(roomId: string, text: string): Promise<void> {
    return this.page.evaluate(
      async ([keys, words]) => {
        const opening = indexedDB.open("teahouse");
        await new Promise((done) => {
          opening.onsuccess = done;
        });
        const kept = (key: string) =>
          new Promise<string>((done) => {
            const read = opening.result.transaction("snapshots").objectStore("snapshots").get(key);
            read.onsuccess = () => done(JSON.stringify(read.result ?? null));
          });
        while (!(await Promise.all(keys.map(kept))).every((one) => one.includes(words))) await new Promise(requestAnimationFrame);
        opening.result.close();
      },
      [["rooms", `timeline ${roomId}`], text] as const,
    );
  }

  /** Waits until no key of anybody is left in this browser. */
  hasNoKeys(): Promise<void> {
    return this.page.evaluate(async () => {
      while ((await indexedDB.databases()).some((one) => one.name?.startsWith("teahouse keys"))) await new Promise(requestAnimationFrame);
    });
  }

  /** A second tab of the same browser. */
  async tab(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(this.address);
    await page.evaluate(() => window.matrix.restore());
    return page;
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.restore();
  }

  /** Runs in the page: it may use nothing but its arguments. */
  run<Argument, Result>(work: (matrix: Matrix, given: Argument) => Promise<Result> | Result, given: Argument): Promise<Result> {
    return this.page.evaluate<Result>(inPage(work, given));
  }

  /** Waits in the page until `look` gives something, and gives that. */
  async until<Argument, Result>(
    look: (matrix: Matrix, given: Argument) => Result | null | undefined | false,
    given: Argument,
  ): Promise<Result> {
    const handle = await this.page.waitForFunction<Result>(inPage(look, given), undefined, { timeout: WITHIN_MS });
    return (await handle.jsonValue()) as Result;
  }

  /** Keeps requests back until the answer is called. */
  async holds(pattern: string): Promise<() => Promise<void>> {
    let release = () => {};
    const released = new Promise<void>((done) => {
      release = done;
    });
    await this.context.route(pattern, async (route) => {
      await released;
      await route.continue();
    });
    return async () => {
      release();
      await this.context.unroute(pattern);
    };
  }

  /** Keeps a room open, as a screen that shows it does. */
  watch(roomId: string): Promise<void> {
    return this.run((matrix, id) => {
      matrix.room(id).subscribe(() => {});
      matrix.timeline(id).subscribe(() => {});
    }, roomId);
  }
}

function inPage(work: (matrix: Matrix, given: never) => unknown, given: unknown): string {
  return `(${work.toString()})(window.matrix, ${JSON.stringify(given)})`;
}
