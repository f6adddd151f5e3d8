import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { PasskeyHolder } from "./passkeyHolder.ts";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
/** However slow the machine: what a person waits for comes within this. */
const WITHIN_MS = 30_000;
const pictures = fileURLToPath(new URL("../../../artifacts/test/app", import.meta.url));

/** Somebody in front of the app, who sees and touches what a person would. */
export class Visitor {
  /** What went wrong in the page; nothing may. */
  readonly faults: string[] = [];

  private constructor(
    private readonly address: string,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly passkeys: PasskeyHolder,
  ) {
    page.on("pageerror", (fault) => this.faults.push(String(fault)));
    page.on("console", (said) => {
      // Refusals are the house's way to ask who one is, and a lost network is part of the test.
      if (said.type() === "error" && !/^Failed to load resource|ConnectionError/.test(said.text())) this.faults.push(said.text());
    });
  }

  static async arrives(browser: Browser, address: string, screen: "phone" | "desktop"): Promise<Visitor> {
    const viewport = screen === "phone" ? PHONE : DESKTOP;
    const context = await browser.newContext({ viewport, locale: "en-GB", reducedMotion: "reduce", acceptDownloads: true });
    context.setDefaultTimeout(WITHIN_MS);
    const page = await context.newPage();
    const visitor = new Visitor(address, context, page, await PasskeyHolder.of(page));
    await page.goto(address);
    return visitor;
  }

  /** Has the passkeys of another device of the same person, as devices that keep them in step do. */
  takePasskeysOf(other: Visitor): Promise<void> {
    return this.passkeys.takeFrom(other.passkeys);
  }

  /** To a place of the app, as by a link. */
  async goes(place: string): Promise<void> {
    await this.page.goto(`${this.address}/#${place}`);
  }

  async presses(name: string | RegExp): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  async follows(name: string | RegExp): Promise<void> {
    await this.page.getByRole("link", { name, exact: true }).click();
  }

  async chooses(name: string): Promise<void> {
    await this.page.getByRole("menuitem", { name, exact: true }).click();
  }

  async fills(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async seesTitle(title: string): Promise<void> {
    await this.page.getByRole("heading", { name: title, exact: true }).waitFor();
  }

  /** The line of a conversation that has these words. */
  message(words: string): Locator {
    return this.page.getByRole("list", { name: "Messages" }).getByRole("listitem").filter({ hasText: words }).last();
  }

  async hears(words: string): Promise<void> {
    await this.message(words).waitFor();
  }

  async says(words: string): Promise<void> {
    const line = this.page.getByPlaceholder("Message");
    await line.fill(words);
    await this.page.getByRole("button", { name: "Send", exact: true }).click();
    await this.hears(words);
  }

  /** What one can do with a message. */
  async looksAt(words: string): Promise<void> {
    await this.message(words).hover();
    await this.message(words).getByRole("button", { name: "More" }).click();
    await this.page.getByRole("menu", { name: "Message" }).waitFor();
  }

  async picture(name: string): Promise<void> {
    await mkdir(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }
}
