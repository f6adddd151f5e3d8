/** The house's own set of painted things, each a small file that is fetched when somebody wears it. */
const files = import.meta.glob<string>("./painted/*.svg", { eager: true, query: "?url", import: "default" });

/** A painted thing: its name and where its drawing lies. */
export interface Painted {
  readonly name: string;
  readonly url: string;
}

/** All of them, in a fixed order, because a seed chooses by position. */
export const painted: readonly Painted[] = Object.keys(files)
  .sort()
  .map((path) => ({ name: path.slice("./painted/".length, -".svg".length), url: files[path] ?? "" }));

/** A painted thing as somebody wears it. */
export interface Worn extends Painted {
  /** The light in which it stands, one of `GROUNDS`: so two who wear the same thing still look different. */
  readonly ground: number;
}

/** So many lights the style sheet knows; the first is the drawing's own. */
export const GROUNDS = 5;

/** The painted thing of a person or room: always the same one for the same seed, on every device. */
export function paintedFor(seed: string): Worn {
  const chosen = stirred(seed) % (painted.length * GROUNDS);
  const thing = painted[chosen % painted.length] ?? { name: "", url: "" };
  return { ...thing, ground: Math.floor(chosen / painted.length) };
}

/** FNV-1a over the seed, then the finaliser of MurmurHash3: without it the last letter of a seed hardly reaches the upper bits. */
function stirred(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
