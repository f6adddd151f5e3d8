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

/**
 * Refusals are the house's way to ask who one is, and a lost network is part of the test. Whoever signs out ends the crypto at once: the
 * SDK may have an answer in hand then, and says in its log that there is nobody to give it to.
 */
const EXPECTED = /^Failed to load resource|ConnectionError|^Error passing sync changes to the crypto layer Error: null pointer/;

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
      if (said.type() === "error" && !EXPECTED.test(said.text())) this.faults.push(said.text());
    });
  }

  /** `keepsApp`: the browser keeps the app for later, and what it answers from there no route of a test sees. */
  static async arrives(browser: Browser, address: string, screen: "phone" | "desktop", keepsApp = false): Promise<Visitor> {
    const viewport = screen === "phone" ? PHONE : DESKTOP;
    const context = await browser.newContext({
      viewport,
      locale: "en-GB",
      reducedMotion: "reduce",
      acceptDownloads: true,
      serviceWorkers: keepsApp ? "allow" : "block",
    });
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

  /** Whoever holds this device has no finger for it. */
  passkeysRefuse(): Promise<void> {
    return this.passkeys.agrees(false);
  }

  passkeysAgree(): Promise<void> {
    return this.passkeys.agrees(true);
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

  /** From the welcome to the question how one wants to come in. */
  async takesHandle(handle: string, name: string): Promise<void> {
    await this.fills("Your handle", handle);
    await this.sees("free to take");
    await this.presses("Take this handle");
    await this.fills("What others call you", name);
  }

  /** Reads the recovery code, reads it back, and gives it. */
  async keepsCode(): Promise<string> {
    await this.seesTitle("Write this down");
    const groups = await this.page.getByRole("figure").getByRole("listitem").allInnerTexts();
    await this.presses("I have it");
    const asked = /type group (\d+) of 12/u.exec((await this.page.getByText(/type group \d+ of 12/u).textContent()) ?? "");
    const position = Number(asked?.[1]);
    await this.fills(`Group ${position}`, groups[position - 1] ?? "");
    await this.presses("Done");
    return groups.join(" ");
  }

  /** From the welcome to the list of chats. Gives the recovery code. */
  async signsUp(handle: string, name: string, password: string): Promise<string> {
    await this.takesHandle(handle, name);
    await this.presses("Use a password instead");
    await this.fills("Password", password);
    await this.presses("Create with a password");
    await this.presses("Make my code");
    const code = await this.keepsCode();
    await this.sees(/Nobody has written yet/u);
    return code;
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

  /** `file`: what is in it, or where it lies. */
  async sends(kind: "Picture" | "File", file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.presses("Add");
    const [chooser] = await Promise.all([this.page.waitForEvent("filechooser"), this.chooses(kind)]);
    await chooser.setFiles(file);
    await this.presses(`Send ${kind.toLowerCase()}`);
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
