import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** A phone's system font reads better in pictures than what a server has for `system-ui`: the same family as its 汉字. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>system-ui</string></test>
<edit name="family" mode="assign" binding="strong"><string>Inter</string><string>Noto Sans CJK SC</string></edit></match>
</fontconfig>`;

/** The browser that takes the pictures. */
export async function openBrowser(): Promise<Browser> {
  const fonts = join(await mkdtemp(join(tmpdir(), "teahouse-fonts-")), "fonts.conf");
  await writeFile(fonts, FONTS);
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-sync",
      "--font-render-hinting=none",
    ],
    env: { ...process.env, FONTCONFIG_FILE: fonts },
  });
}
