import { expect, it } from "vitest";
import type { Matrix, Session } from "../../matrix/model";
import { Drafts, draftsOf } from "./drafts";

/** As much of the browser's storage as drafts use: the kept things are its own properties, the verbs are not. */
class Shelf {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? ((this as unknown as Record<string, string>)[key] ?? null) : null;
  }
  setItem(key: string, value: string): void {
    (this as unknown as Record<string, string>)[key] = value;
  }
  removeItem(key: string): void {
    delete (this as unknown as Record<string, string>)[key];
  }
}

const shelf = () => new Shelf() as unknown as Storage;

it("keeps one draft for each room and person, and none that is empty", () => {
  const storage = shelf();
  const drafts = new Drafts(storage, "@me:house");
  drafts.keep("!a", { text: "half a tho", replyTo: "$1" });
  expect(new Drafts(storage, "@me:house").read("!a")).toEqual({ text: "half a tho", replyTo: "$1" });
  expect(drafts.read("!b")).toEqual({ text: "", replyTo: null });
  expect(new Drafts(storage, "@other:house").read("!a")).toEqual({ text: "", replyTo: null });
  drafts.keep("!a", { text: "", replyTo: null });
  expect(Object.keys(storage)).toEqual([]);
});

it("sign-out leaves none behind, and nothing else is touched", () => {
  const storage = shelf();
  globalThis.sessionStorage = storage;
  let session = { state: "signedIn" } as Session;
  let say = () => {};
  const matrix = {
    session: {
      getSnapshot: () => session,
      subscribe: (listener: () => void) => {
        say = listener;
        return () => {};
      },
    },
  } as unknown as Matrix;
  storage.setItem("other", "stays");
  draftsOf(matrix, "@me:house").keep("!a", { text: "secret", replyTo: null });
  session = { state: "signedOut", why: "byPerson" };
  say();
  expect(Object.keys(storage)).toEqual(["other"]);
});

it("keeps a group that is being put together, and forgets it with the rest", () => {
  const drafts = new Drafts(shelf(), "@me:house");
  const wei = { userId: "@wei:house", handle: "wei", name: "Wei", avatar: { picture: null, seed: "w" } };
  const group = { name: "Rowing", people: [{ ...wei, ignored: false, self: false, directRoomId: null }] };
  drafts.keepGroup(group);
  expect(drafts.readGroup()).toEqual(group);
  drafts.forgetAll();
  expect(drafts.readGroup()).toEqual({ name: "", people: [] });
});
