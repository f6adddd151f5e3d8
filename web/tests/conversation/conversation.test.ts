import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { build, type PreviewServer, preview } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import type {} from "./main.tsx";

const configFile = fileURLToPath(new URL("./vite.config.ts", import.meta.url));
let server: PreviewServer;
let browser: Browser;
let page: Page;
let faults: string[];

beforeAll(async () => {
  await build({ configFile, logLevel: "error" });
  server = await preview({ configFile, logLevel: "error", preview: { port: 0, host: "127.0.0.1" } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(() => open());

afterEach(async () => {
  expect(faults).toEqual([]);
  await page.close();
});

async function open(hasTouch = false): Promise<void> {
  faults = [];
  page = await browser.newPage({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce", hasTouch });
  page.on("pageerror", (fault) => faults.push(fault.message));
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  await page.locator("[data-key]").first().waitFor();
  await rest();
}

/** Until nothing is measured, fetched or moved any more: the same places in ten frames on end. */
async function rest(): Promise<void> {
  await page.evaluate(async () => {
    const places = () => JSON.stringify([...document.querySelectorAll("[data-key]")].map((row) => row.getBoundingClientRect().top));
    for (let same = 0, before = ""; same < 10; ) {
      await new Promise(requestAnimationFrame);
      const now = places();
      same = now === before ? same + 1 : 0;
      before = now;
    }
  });
}

/** Where each row in sight stands, by its key. */
function places(): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const scroller = document.querySelector('[data-scroller="messages"]')?.getBoundingClientRect();
    const rows = [...document.querySelectorAll<HTMLElement>("[data-key]")].map(
      (row) => [row.dataset.key ?? "", row.getBoundingClientRect()] as const,
    );
    const inSight = rows.filter(([, { top, bottom }]) => scroller && bottom > scroller.top && top < scroller.bottom);
    return Object.fromEntries(inSight.map(([key, { top }]) => [key, top]));
  });
}

function toEnd(): Promise<number> {
  return page.evaluate(() => {
    const scroller = document.querySelector('[data-scroller="messages"]');
    return scroller ? scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight : Number.NaN;
  });
}

async function wheelUp(steps: number): Promise<void> {
  await page.mouse.move(195, 400);
  for (let step = 0; step < steps; step++) {
    await page.mouse.wheel(0, -240);
    await rest();
  }
}

describe("the list of messages", () => {
  it("opens at the newest", async () => {
    expect(await toEnd()).toBeLessThan(2);
  });

  it("does not move a row by a pixel when an older page comes in above", async () => {
    await wheelUp(8);
    const before = await places();
    expect(Object.keys(before).length).toBeGreaterThan(2);
    await page.evaluate(() => window.town.older(50));
    await rest();
    const after = await places();
    for (const [key, top] of Object.entries(before)) expect(Math.abs((after[key] ?? Number.NaN) - top), key).toBeLessThan(1);
  });

  it("asks for an older page two screens before its beginning is in sight, and once only", async () => {
    expect(await page.evaluate(() => window.town.asked())).toBe(0);
    const left = () => page.evaluate(() => document.querySelector('[data-scroller="messages"]')?.scrollTop ?? 0);
    for (let steps = 0; (await page.evaluate(() => window.town.asked())) === 0; steps++) {
      expect(steps).toBeLessThan(100);
      await wheelUp(1);
    }
    expect(await left()).toBeGreaterThan(700);
    await wheelUp(2);
    expect(await page.evaluate(() => window.town.asked())).toBe(1);
  });

  it("follows what others say at the end, and stays where one reads further up", async () => {
    await page.evaluate(() => window.town.theySay("One more"));
    await rest();
    expect(await toEnd()).toBeLessThan(2);
    await wheelUp(6);
    const before = await places();
    await page.evaluate(() => window.town.theySay("And another"));
    await rest();
    expect(await places()).toEqual(before);
    await page.getByRole("button", { name: "To the newest message" }).click();
    await rest();
    expect(await toEnd()).toBeLessThan(2);
  });

  it("shows what one says oneself, wherever one read", async () => {
    await wheelUp(6);
    await page.getByRole("textbox").fill("Here I am");
    await page.keyboard.press("Enter");
    await rest();
    await expect.poll(() => page.evaluate(() => window.town.sent)).toEqual(["Here I am"]);
    expect(await toEnd()).toBeLessThan(2);
  });

  it("keeps in sight what one says when others were a moment faster", async () => {
    await page.evaluate(() => window.town.iSay("Mine"));
    await rest();
    for (const words of ["Yours", "And yours"]) await page.evaluate((words) => window.town.theySaidBefore(words), words);
    await rest();
    expect(await toEnd()).toBeLessThan(2);
  });

  it("stays at the end when the composer grows", async () => {
    await page.getByRole("textbox").fill("one\ntwo\nthree\nfour");
    await rest();
    expect(await toEnd()).toBeLessThan(2);
  });
});

describe("what is read out", () => {
  it("is gone from the page with the message that is deleted for everyone", async () => {
    const aloud = page.locator(".sr[aria-live]");
    await page.evaluate(() => window.town.theySay("secret-zebra"));
    await expect.poll(() => aloud.textContent()).toContain("secret-zebra");
    await page.evaluate(() => window.town.theyDelete());
    await rest();
    expect(await page.content()).not.toContain("secret-zebra");
  });

  it("does not stay in the page once it was said", async () => {
    await page.evaluate(() => window.town.theySay("One more"));
    const aloud = page.locator(".sr[aria-live]");
    await expect.poll(() => aloud.textContent()).toContain("One more");
    await expect.poll(() => aloud.textContent()).toBe("");
  });
});

describe("what is chosen to be sent", () => {
  const png = () =>
    page.evaluate(async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 200 });
      const context = canvas.getContext("2d");
      for (let at = 0; context && at < 4_000; at++) {
        context.fillStyle = `hsl(${(at * 47) % 360} 80% 50%)`;
        context.fillRect((at * 31) % 200, (at * 17) % 200, 7, 5);
      }
      return canvas.toDataURL("image/png").split(",")[1] ?? "";
    });

  it("goes as a file where a picture is cut off, and says so before it goes", async () => {
    const whole = Buffer.from(await png(), "base64");
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: "image/png", buffer });
    await page
      .locator('input[type="file"]')
      .first()
      .setInputFiles([file("cut.png", whole.subarray(0, whole.length * 0.6)), file("whole.png", whole)]);
    const sheet = page.getByRole("dialog");
    await sheet.getByText("cut.png cannot be shown as a picture").waitFor();
    await sheet.getByRole("button", { name: "Send all 2" }).click();
    await expect.poll(() => page.evaluate(() => window.town.sent)).toEqual(["file cut.png", "picture whole.png"]);
  });
});

describe("the browser's Back", () => {
  const address = () => page.evaluate(() => location.hash);
  let conversation: string;
  beforeEach(async () => {
    conversation = await address();
  });

  it("closes the picture on the whole screen and a sheet, and stays in the conversation", async () => {
    const before = await address();
    await page.locator('[data-key] button[style*="aspect-ratio"]').last().click();
    const viewer = page.getByRole("dialog", { name: "Picture" });
    await viewer.waitFor();
    await page.goBack();
    await viewer.waitFor({ state: "detached" });
    await page
      .locator('input[type="file"]')
      .last()
      .setInputFiles([{ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("tea") }]);
    await page.getByRole("dialog").waitFor();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await address()).toBe(before);
    expect(await page.getByRole("textbox").isVisible()).toBe(true);
  });

  /** From the list into the conversation, and the picture opened there. */
  async function opens(): Promise<void> {
    await goes("#/chats");
    await goes(conversation);
    await page.getByRole("textbox").waitFor();
    await look();
  }

  const goes = (hash: string) => page.evaluate((to) => location.assign(to), hash);
  const viewer = () => page.getByRole("dialog", { name: "Picture" });

  async function look(): Promise<void> {
    await page.locator('[data-key] button[style*="aspect-ratio"]').last().click();
    await viewer().waitFor();
  }

  async function closes(): Promise<void> {
    await page.keyboard.press("Escape");
    await viewer().waitFor({ state: "detached" });
  }

  it("leaves the page at once where everything was closed in another way, however often something lay there", async () => {
    await opens();
    await closes();
    await look();
    await closes();
    await page.goBack();
    await expect.poll(address).toBe("#/chats");
    await page.goForward();
    await expect.poll(address).toBe(conversation);
    await look();
    await page.goBack();
    await viewer().waitFor({ state: "detached" });
    await page.goBack();
    await expect.poll(address).toBe("#/chats");
  });

  it("leads one page back, whatever link was followed right after something closed", async () => {
    await opens();
    await page.evaluate(() => {
      document.querySelector("dialog")?.querySelector<HTMLButtonElement>("button")?.click();
      location.hash = "#/me";
    });
    await page.getByRole("heading", { name: "Me", exact: true }).waitFor();
    await page.goBack();
    await expect.poll(address).toBe(conversation);
    await page.goBack();
    await expect.poll(address).toBe("#/chats");
  });

  it("leads one page back from a conversation that was opened once more where it stands", async () => {
    await opens();
    await closes();
    await page.evaluate(() => location.replace(location.href));
    await page.goBack();
    await expect.poll(address).toBe("#/chats");
  });

  it("leaves the page at once after a reload with something open", async () => {
    await opens();
    await page.reload();
    await page.getByRole("textbox").waitFor();
    expect(await viewer().count()).toBe(0);
    await page.goBack();
    await expect.poll(address).toBe("#/chats");
  });
});

describe("a finger", () => {
  it("that rests on a message opens what one can do with it, and not the picture under it", async () => {
    await page.close();
    await open(true);
    const session = await page.context().newCDPSession(page);
    const picture = page.locator('[data-key] button[style*="aspect-ratio"]').last();
    await picture.evaluate((it) => it.scrollIntoView({ block: "center" }));
    await rest();
    const tile = await picture.boundingBox();
    const touchPoints = [{ x: (tile?.x ?? 0) + 40, y: (tile?.y ?? 0) + 40 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await page.locator("[data-held]").waitFor();
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.getByRole("menu").waitFor();
    await rest();
    expect(await page.getByRole("menu").isVisible()).toBe(true);
    expect(await page.getByRole("dialog").count()).toBe(0);
  });
});

describe("the keyboard", () => {
  it("Enter that ends a composition does not send it", async () => {
    const session = await page.context().newCDPSession(page);
    await page.getByRole("textbox").focus();
    await session.send("Input.imeSetComposition", { text: "nihao", selectionStart: 5, selectionEnd: 5 });
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code: "Enter", windowsVirtualKeyCode: 229 });
    await page.getByRole("textbox").dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
    expect(await page.evaluate(() => window.town.sent)).toEqual([]);
    await session.send("Input.insertText", { text: "你好" });
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => window.town.sent)).toEqual(["你好"]);
  });

  it("walks from message to message, far out of sight too, and opens what one can do with one", async () => {
    await page.locator("[data-key][tabindex='0']").focus();
    for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowUp");
    await rest();
    const key = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.key);
    expect(Object.keys(await places())).toContain(key);
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    expect(await page.evaluate(() => (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-key]")?.dataset.key)).toBe(
      key,
    );
  });

  it("opens a picture on the whole screen, and comes back to where it was", async () => {
    const tile = page.locator('[data-key] button[style*="aspect-ratio"]').last();
    await tile.focus();
    await page.keyboard.press("Enter");
    const viewer = page.getByRole("dialog", { name: "Picture" });
    await viewer.waitFor();
    await expect.poll(() => viewer.evaluate((it) => it.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await viewer.waitFor({ state: "detached" });
    await expect.poll(() => tile.evaluate((it) => it === document.activeElement)).toBe(true);
  });

  it("opens the menu of what can be added, walks in it, and comes back to its button", async () => {
    const add = page.getByRole("button", { name: "Add", exact: true });
    await add.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Picture" }).waitFor();
    const here = () => page.evaluate(() => document.activeElement?.textContent);
    await expect.poll(here).toBe("Picture");
    await page.keyboard.press("ArrowDown");
    await expect.poll(here).toBe("File");
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await expect.poll(() => add.evaluate((it) => it === document.activeElement)).toBe(true);
  });
});
