import { daysAgo, lin, longName } from "../cast";
import { at, everything, train, withFacts, withTrain, word } from "../conversations";
import { answers, refused } from "../fake";
import type { Hand } from "../hand";
import type { Scene } from "../scene";
import { channel, chen, detail, longRoom, media, member, picture, rooms, self, timeline, withWei } from "../talk";

/** As if a person had chosen them in the window of the browser. */
async function choose(hand: Hand, files: readonly File[]): Promise<void> {
  const input = (await hand.see('input[type=file][accept="image/*"]')) as HTMLInputElement;
  const carried = new DataTransfer();
  for (const file of files) carried.items.add(file);
  input.files = carried.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await hand.see("dialog[open] footer button");
}

/** A photograph of a wall. */
async function wall(colour: string, name: string, width = 600, height = 600): Promise<File> {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  if (pen) pen.fillStyle = colour;
  pen?.fillRect(0, 0, width, height);
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  return new File(drawn ? [drawn] : [], name, { type: "image/png" });
}

const all: readonly Scene[] = [
  {
    group: "conversation",
    name: "actions",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 3);
      await hand.see("[role=menu]");
    },
  },
  {
    group: "conversation",
    name: "delete asked",
    at: at(withWei),
    town: { ...withTrain, verbs: { remove: refused("offline") } },
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 3);
      await hand.press("[role=menu] button", -1);
      await hand.press("dialog[open] footer button");
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "conversation",
    name: "answering",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 2);
      await hand.press("[role=menu] [role=menuitem]", 1);
      await hand.type("textarea", "只有一盏灯笼。\n别的没有。\n\n你问他。");
    },
  },
  {
    group: "conversation",
    name: "another emoji",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 2);
      await hand.press("[role=menu] [role=menuitem]");
      await hand.type("dialog[open] input", "abc");
    },
  },
  {
    group: "conversation",
    name: "add",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[aria-haspopup="menu"]', -1);
      await hand.see("[role=menu]");
    },
  },
  {
    group: "conversation",
    name: "picture",
    at: at(withWei),
    town: { ...withTrain, timelines: { [withWei.id]: timeline(withWei, [...everything, ...train]) } },
    play: async (hand) => {
      await hand.press('[data-key] button[style*="aspect-ratio"]', -1);
      await hand.see("dialog[open] img");
    },
  },
  {
    group: "conversation",
    name: "picture loading",
    at: at(withWei),
    town: { ...withTrain, media: {} },
    play: async (hand) => {
      await hand.press('[data-key] button[style*="aspect-ratio"]', -1);
      await hand.see("dialog[open] [role=status]");
    },
  },
  {
    group: "conversation",
    name: "picture failed",
    at: at(channel),
    town: { ...withTrain, timelines: { [channel.id]: timeline(channel, [picture(chen, daysAgo(4), "broken", 900, 700)]) } },
    play: async (hand) => {
      await hand.press('[data-key] button[style*="aspect-ratio"]', -1);
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "conversation",
    name: "a picture to send",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => choose(hand, [await wall("#8aa0b4", "river.png", 600, 900)]),
  },
  {
    group: "conversation",
    name: "too large and damaged",
    at: at(withWei),
    town: { ...withTrain, verbs: { largestFile: answers(100_000) } },
    play: async (hand) => {
      const damaged = new File(["tea"], "harbour.jpg", { type: "image/jpeg" });
      await choose(hand, [await wall("#8aa0b4", "river.png"), damaged, new File(["tea".repeat(40_000)], "Third-evening.mov")]);
      await hand.see("dialog[open] [role=alert]", 1);
    },
  },
  {
    group: "conversation",
    name: "pictures and files to send",
    at: at(longRoom),
    town: {
      session: lin,
      rooms: [longRoom, ...rooms],
      details: { [longRoom.id]: detail(longRoom, [member(self), member(longName)]) },
      media,
    },
    play: async (hand) => {
      const walls = ["#8aa0b4", "#e7b48f", "#4c5f55", "#cfe2d8"].map((colour, index) => wall(colour, `wall ${index}.png`));
      const files = ["Timetable-winter-2026.pdf", `${word}-${word}.tar.gz`].map((name) => new File(["tea".repeat(40_000)], name));
      await choose(hand, [...(await Promise.all(walls)), ...files]);
    },
  },
];

export const scenes: readonly Scene[] = all.map(withFacts);
