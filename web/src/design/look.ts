import { create } from "zustand";

export type Theme = "system" | "light" | "dark";
export type Language = "en" | "zh";

/** How the person wants the app to look and speak; remembered in this browser only. `public/boot.js` reads it before the first paint. */
interface Look {
  readonly theme: Theme;
  /** Null: as the browser says. */
  readonly language: Language | null;
}

const KEY = "teahouse.look";
const PAPER = { light: "#faf8f3", dark: "#131614" };

export const useLook = create<Look>(() => remembered());

useLook.subscribe((look) => {
  apply(look);
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // A browser that keeps nothing shows the choice until it is closed.
  }
});

export function setTheme(theme: Theme): void {
  useLook.setState({ theme });
}

export function setLanguage(language: Language): void {
  useLook.setState({ language });
}

/** The language in use: the chosen one, or the browser's. */
export function useLanguage(): Language {
  return useLook((look) => look.language ?? browserLanguage());
}

/** Puts theme and language on the page. */
export function apply({ theme, language }: Look): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.lang = (language ?? browserLanguage()) === "zh" ? "zh-CN" : "en";
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.content = PAPER[theme === "system" ? (meta.media.includes("dark") ? "dark" : "light") : theme];
  }
}

function browserLanguage(): Language {
  return navigator.language.startsWith("zh") ? "zh" : "en";
}

function remembered(): Look {
  let kept: Partial<Record<keyof Look, unknown>> | null = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    // Somebody else's words under our key, or no storage at all: the system's look.
  }
  return {
    theme: kept?.theme === "light" || kept?.theme === "dark" ? kept.theme : "system",
    language: kept?.language === "en" || kept?.language === "zh" ? kept.language : null,
  };
}
