/*
 * The README's pictures, of the demo town as whoever comes first sees it: on a phone, light and in English, and on a desktop, dark
 * and in 中文. `./run --demo` prints Lin's password and recovery code; with them
 * `npm run pictures -- http://localhost:8008 "PASSWORD" "RECOVERY CODE"`.
 */
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { openBrowser } from "./sheets/browser.ts";

const [address, password, code] = process.argv.slice(2);
if (!address || !password || !code) throw new Error("Usage: npm run pictures -- ADDRESS PASSWORD RECOVERY_CODE");
const file = (name: string) => fileURLToPath(new URL(`../../docs/pictures/${name}.png`, import.meta.url));
/** As on the contact sheets: what a server has for `system-ui` is nobody's phone. */
const FONTS = ':root { --sans: "Inter", "Noto Sans CJK SC", sans-serif !important; }';
const FAMILY = /一家人/u;
const browser = await openBrowser();

async function arrive(width: number, height: number, locale: string, colorScheme: "light" | "dark", deviceScaleFactor: number) {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    colorScheme,
    deviceScaleFactor,
    reducedMotion: "reduce",
    timezoneId: "Asia/Shanghai",
    bypassCSP: true,
  });
  const page = await context.newPage();
  page.on("domcontentloaded", () => void page.addStyleTag({ content: FONTS }));
  await page.goto(`${address}/`);
  await page.locator("form input").first().waitFor();
  return page;
}

/** Signs in, confirms the device, and waits until the old messages are back. */
async function signIn(page: Page): Promise<void> {
  await page.goto(`${address}/#/sign-in/password`);
  await page.locator("input[name=username]").fill("lin");
  await page.locator("input[type=password]").fill(password ?? "");
  await page.locator("button[type=submit]").click();
  await page.locator("main li button").nth(1).click();
  await page.locator("[name=recovery-code]").fill(code ?? "");
  await page.locator("button[type=submit]").click();
  await page
    .getByText(/晚饭加个菜/u)
    .first()
    .waitFor();
  await page.locator("progress").waitFor({ state: "detached" });
}

async function openFamily(page: Page): Promise<void> {
  await page.getByRole("link", { name: FAMILY }).click();
  await page.locator("[data-key] img").first().waitFor();
  await page.getByText("饭给你留着").waitFor();
  await page.locator("textarea").focus();
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}

const phone = await arrive(390, 844, "en-GB", "light", 2);
await phone.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
await phone.screenshot({ path: file("welcome") });
await signIn(phone);
await phone.getByRole("link", { name: FAMILY }).getByText("3", { exact: true }).waitFor();
await phone.screenshot({ path: file("chats") });
await openFamily(phone);
await phone.screenshot({ path: file("conversation") });

/** Into the wallet, with a passkey that a virtual device holds. */
async function openWallet(page: Page): Promise<void> {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await page.goto(`${address}/#/pay`);
  await page.getByRole("button", { name: "Open my wallet" }).click();
  await page.locator("input[type=password]").fill(password ?? "");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("button", { name: "Make my payment passkey" }).click();
  await page.getByText("苏兰").first().waitFor();
  await page.mouse.move(0, 0);
}

async function showCode(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Pay with my code" }).click();
  await page.getByRole("button", { name: "Set this phone up" }).click();
  await page.getByRole("button", { name: /^Show my code/u }).click();
  await page.getByRole("img", { name: /^79/u }).waitFor();
}

await openWallet(phone);
await phone.screenshot({ path: file("wallet") });
await showCode(phone);
await phone.screenshot({ path: file("code") });

const desktop = await arrive(1280, 800, "zh-CN", "dark", 1);
await signIn(desktop);
await openFamily(desktop);
await desktop.screenshot({ path: file("desktop") });
await browser.close();
