import "../../src/design/tokens.css";
import { createRoot } from "react-dom/client";
import { App } from "../../src/app/App";
import type { Matrix, Timeline, TimelineItem, TimelineView } from "../../src/matrix/model";
import { Talk } from "../../src/talk/Talk";
import { lin, wei } from "../sheets/cast";
import { fake } from "../sheets/fake";
import { NOW } from "../sheets/now";
import { deleted, details, media, picture, rooms, self, text, timeline, withWei } from "../sheets/talk";

/** What the test does to the conversation that the page shows. */
export interface Town {
  /** One older page arrives, as after `loadOlder`. */
  readonly older: (count: number) => void;
  readonly theySay: (words: string) => void;
  readonly iSay: (words: string) => void;
  /** What the house had before one's own words, which are still on their way. */
  readonly theySaidBefore: (words: string) => void;
  /** The newest is deleted for everyone. */
  readonly theyDelete: () => void;
  /** The answer to `loadOlder` waits until the test gives it. */
  readonly asked: () => number;
  /** What the page sent: words, and files with what they went as. */
  readonly sent: readonly string[];
}

declare global {
  interface Window {
    readonly town: Town;
  }
}

const LOREM = "The train stood for a while between two stations, and nobody knew why. ";
let oldest = 0;

/** Rows of all heights: one line and many, pictures, days, faces of reactions. */
function page(count: number): readonly TimelineItem[] {
  oldest -= count;
  return Array.from({ length: count }, (_, index) => {
    const number = oldest + index;
    const time = NOW + number * 900_000;
    const who = number % 3 === 0 ? self : wei;
    if (number % 7 === 0) return picture(who, time, number % 2 ? "sunset" : "valley", number % 2 ? 1200 : 800, number % 2 ? 800 : 1200);
    return text(who, time, `Line ${number}. ${LOREM.repeat(Math.abs(number) % 5)}`, {
      reactions: number % 11 === 0 ? [{ key: "🏮", count: 2, own: false, people: [wei] }] : [],
    });
  });
}

let view: TimelineView = timeline(withWei, page(60), { atStart: false });
const listeners = new Set<() => void>();
let asked = 0;
const sent: string[] = [];

function change(next: Partial<TimelineView>): void {
  view = { ...view, ...next };
  for (const listener of listeners) listener();
}

const live: Timeline = {
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: () => view,
  loadOlder: async () => {
    asked++;
    change({ older: "loading" });
  },
};

const town: Town = {
  older: (count) => change({ items: [...page(count), ...view.items], older: "idle" }),
  theySay: (words) => change({ items: [...view.items, text(wei, NOW, words)] }),
  iSay: (words) =>
    change({ items: [...view.items, text(self, NOW, words, { eventId: null, send: { state: "sending", progress: null } })] }),
  theySaidBefore: (words) => change({ items: [...view.items.slice(0, -1), text(wei, NOW, words), ...view.items.slice(-1)] }),
  theyDelete: () => {
    const newest = view.items.at(-1);
    if (newest) change({ items: [...view.items.slice(0, -1), { ...deleted(wei, NOW), key: newest.key }] });
  },
  asked: () => asked,
  sent,
};
Object.defineProperty(window, "town", { value: town });

const still = fake({ session: lin, rooms, details, media });
const verbs: Partial<Matrix> = {
  timeline: () => live,
  sendText: async (_, words) => {
    sent.push(words);
    town.iSay(words);
  },
  sendPicture: async (_room, _picture, name) => void sent.push(`picture ${name}`),
  sendFile: async (_room, _file, name) => void sent.push(`file ${name}`),
};
const matrix = new Proxy(still, { get: (target, key) => Reflect.get(key in verbs ? verbs : target, key) });

location.hash = `#/chats/${encodeURIComponent(withWei.id)}`;
const root = document.getElementById("root");
if (root) createRoot(root).render(<App matrix={matrix} Talk={Talk} />);
