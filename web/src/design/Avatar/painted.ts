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

/** The painted thing of a person or room: always the same one for the same seed, on every device. */
export function paintedFor(seed: string): Painted {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193) >>> 0;
  return painted[hash % painted.length] ?? { name: "", url: "" };
}
