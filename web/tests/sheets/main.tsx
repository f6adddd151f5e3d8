import "../../src/design/tokens.css";
import "./still.css";
import { type ComponentType, lazy } from "react";
import { createRoot } from "react-dom/client";
import { App } from "../../src/app/App";
import { apply, type Language, setLanguage, setTheme, type Theme, useLook } from "../../src/design/look";
import { speakWallet } from "../../src/strings/walletWords";
import { speak } from "../../src/strings/words";
import { WalletApp } from "../../src/wallet/WalletApp";
import { type Call, fake } from "./fake";
import { fakeWallet, purseOf } from "./fakeWallet";
import { hand } from "./hand";
import type { Scene } from "./scene";

declare global {
  interface Window {
    /** What `scripts/sheets.ts` asks of this page. */
    readonly sheets: {
      readonly scenes: readonly { readonly group: string; readonly name: string }[];
      /** All words of the scene's data: they are not ours to translate. */
      readonly data: () => string;
      /** What the screens asked the door to do. */
      readonly calls: readonly Call[];
      /** Resolves when the chosen scene stands. */
      readonly ready: Promise<void>;
      readonly look: (language: Language, theme: Theme) => Promise<void>;
    };
  }
}

const files = import.meta.glob<{ scenes: readonly Scene[] }>("./scenes/*.{ts,tsx}", { eager: true });
const scenes = Object.values(files).flatMap((file) => file.scenes);
const talk = import.meta.glob<{ Talk: ComponentType }>("../../src/talk/Talk.tsx");
/** All that the app fetches when it is first needed: fetched before, so that no picture shows a screen that is still on its way. */
const later = import.meta.glob([
  "../../src/app/Notices.tsx",
  "../../src/people/*/*.tsx",
  "../../src/talk/*/*.tsx",
  "../../src/wallet/*/*.tsx",
]);
const Talk = lazy(async () => ({ default: (await talk["../../src/talk/Talk.tsx"]?.())?.Talk ?? (() => null) }));

const chosen = scenes[Number(new URLSearchParams(location.search).get("scene") ?? 0)];

const calls: Call[] = [];

/** The page stands when so many frames on end show the same. */
const SAME_FRAMES = 3;

async function settle(): Promise<void> {
  await document.fonts.ready;
  for (let same = 0, before = ""; same < SAME_FRAMES; ) {
    await new Promise(requestAnimationFrame);
    const now = document.body.innerHTML;
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

async function stand(): Promise<void> {
  if (!chosen) throw new Error("No such scene");
  // Drafts of the scene before.
  sessionStorage.clear();
  location.hash = chosen.at;
  apply(useLook.getState());
  await Promise.all(Object.values(later).map((load) => load()));
  const root = document.getElementById("root");
  const page = chosen.purse ? (
    <WalletApp wallet={fakeWallet(chosen.purse, calls)} />
  ) : (
    <App matrix={fake(chosen.town, calls)} Talk={Talk} />
  );
  if (root) createRoot(root).render(page);
  await hand.see(chosen.purse ? "main.whole > *" : "#root *");
  await settle();
  await chosen.play?.(hand);
  await settle();
  await Promise.allSettled([...document.images].map((image) => image.decode()));
}

Object.defineProperty(window, "sheets", {
  value: {
    scenes: scenes.map(({ group, name }) => ({ group, name })),
    data: () =>
      JSON.stringify([chosen?.town, chosen?.purse && purseOf(chosen.purse)], (_key, value) =>
        typeof value === "function" ? value.value : value,
      ),
    calls,
    ready: stand(),
    look: async (language: Language, theme: Theme) => {
      await (chosen?.purse ? speakWallet : speak)(language);
      setLanguage(language);
      setTheme(theme);
      await settle();
    },
  },
});
