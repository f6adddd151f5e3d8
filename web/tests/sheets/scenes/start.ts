import type { FoundPerson } from "../../../src/matrix/model";
import { lin, longName, mother, wei, yun } from "../cast";
import { answers, never, refused } from "../fake";
import type { Hand } from "../hand";
import type { Scene } from "../scene";
import { details, rooms, self, stranger, withWei } from "../talk";

const found = (more: Partial<FoundPerson> = {}): FoundPerson => ({ ...stranger, ignored: false, self: false, directRoomId: null, ...more });
const town = { session: lin, rooms, details };
const content = '[data-panes="content"]';

async function find(hand: Hand, handle = "umbrella"): Promise<void> {
  await hand.type(`${content} form input`, handle);
  await hand.press(`${content} form button[type=submit]`);
}

/** The screen comes in a chunk of its own. */
const seen = async (hand: Hand) => {
  await hand.see(`${content} h1`);
};

const looked = (name: string, person: FoundPerson | null): Scene => ({
  group: "start",
  name,
  at: "#/chats/new",
  town: { ...town, verbs: { findPerson: answers(person) } },
  play: async (hand) => {
    await find(hand);
    await hand.see(person ? `${content} section` : `${content} [role=alert]`);
  },
});

export const scenes: readonly Scene[] = [
  { group: "start", name: "new conversation", at: "#/chats/new", town, play: seen },
  looked("somebody found", found()),
  looked("nobody found", null),
  looked("oneself found", found({ ...self, self: true })),
  looked("already talking", found({ ...wei, directRoomId: withWei.id })),
  looked("blocked person found", found({ ignored: true })),
  looked("long name found", found(longName)),
  {
    group: "start",
    name: "looking",
    at: "#/chats/new",
    town: { ...town, verbs: { findPerson: never } },
    play: (hand) => find(hand),
  },
  {
    group: "start",
    name: "looking failed",
    at: "#/chats/new",
    town: { ...town, verbs: { findPerson: refused("rateLimited", 30_000) } },
    play: async (hand) => {
      await find(hand);
      await hand.see(`${content} [role=alert]`);
    },
  },
  {
    group: "start",
    name: "a channel",
    at: "#/chats/new",
    town: { ...town, verbs: { join: refused("notFound") } },
    play: async (hand) => {
      await find(hand, "#bamboo:teahouse.example");
      await hand.see(`${content} [role=alert]`);
    },
  },
  { group: "start", name: "new group", at: "#/chats/new/group", town, play: seen },
  {
    group: "start",
    name: "new group with people",
    at: "#/chats/new/group",
    town: {
      ...town,
      verbs: {
        findPerson: (handle) => Promise.resolve(found({ mother, yun, umbrella: stranger }[handle] ?? stranger)),
        createGroup: refused("offline"),
      },
    },
    play: async (hand) => {
      await hand.type(`${content} input`, "周末喝茶");
      for (const handle of ["mother", "yun"]) {
        await hand.type(`${content} form input`, handle);
        await hand.press(`${content} form button[type=submit]`);
        await hand.press(`${content} section > ul:last-child li button`);
      }
      await find(hand);
      await hand.see(`${content} section > ul:last-child li button`);
    },
  },
  {
    group: "start",
    name: "new group failed, long",
    at: "#/chats/new/group",
    town: { ...town, verbs: { findPerson: answers(found(longName)), createGroup: refused("offline") } },
    play: async (hand) => {
      await hand.type(`${content} input`, "The committee for the autumn fair of the upper and the lower village");
      await find(hand, longName.handle);
      await hand.press(`${content} section > ul:last-child li button`);
      await hand.press(`${content} footer button`);
      await hand.see(`${content} [role=alert]`);
    },
  },
];
