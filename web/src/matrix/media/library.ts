import type { Http } from "../../api/http.ts";
import { inBackground } from "../background.ts";
import type { MediaRef, MediaSize, MediaState } from "../model.ts";
import { Problem } from "../model.ts";
import { problemOf } from "../problems.ts";
import { Cell } from "../watched.ts";
import { SNIFFED_BYTES, safeType } from "./safe.ts";

/** Bytes of files that nobody looks at any more, kept in case that somebody looks again. */
const KEPT_BYTES_MAX = 64 * 1024 * 1024;
const THUMBNAIL_PX = 96;

interface Held {
  readonly cell: Cell<MediaState>;
  /** Counts the loads, so that a late answer of one that was given up changes nothing. */
  load: number;
}

/**
 * Files by reference: fetched with the access token, decrypted, and held as object URLs while somebody looks and a
 * while after. The ones that were looked at longest ago go first.
 */
export class MediaLibrary {
  /** In the order of use, the latest last. */
  readonly #held = new Map<string, Held>();
  readonly #local = new Map<string, Blob>();

  constructor(private readonly http: Http) {}

  at(ref: MediaRef, size: MediaSize = "full"): Cell<MediaState> {
    const small = size === "thumbnail" && ref.secret === null && !ref.address.startsWith("local:");
    const key = keyOf(ref, small);
    const known = this.#held.get(key);
    if (known) return known.cell;
    const held: Held = { cell: new Cell<MediaState>({ state: "loading" }, (used) => this.#onUse(held, key, ref, small, used)), load: 0 };
    this.#held.set(key, held);
    return held.cell;
  }

  /** The bytes of a file that this browser has just sent up, so that it is not fetched again. */
  adopt(ref: MediaRef, blob: Blob): void {
    const cell = this.at(ref);
    const held = this.#held.get(keyOf(ref, false));
    if (!held || cell.getSnapshot().state === "ready") return;
    held.load += 1;
    cell.set({ state: "ready", url: URL.createObjectURL(blob), size: blob.size });
  }

  /** A file of this browser, on its way up. */
  keepLocal(blob: Blob): MediaRef {
    const address = `local:${crypto.randomUUID()}`;
    this.#local.set(address, blob);
    return { key: address, address, mimetype: blob.type, size: blob.size, secret: null };
  }

  forgetLocal(ref: MediaRef): void {
    this.#local.delete(ref.address);
  }

  /** Forgets all files; on signing out. */
  clear(): void {
    for (const held of this.#held.values()) this.#drop(held);
    this.#held.clear();
    this.#local.clear();
  }

  #onUse(held: Held, key: string, ref: MediaRef, small: boolean, used: boolean): void {
    // Last in the order of use; a cell that had been let go comes back.
    this.#held.delete(key);
    this.#held.set(key, held);
    if (!used) this.#trim();
    else if (held.cell.getSnapshot().state !== "ready") inBackground(this.#load(held, ref, small));
  }

  async #load(held: Held, ref: MediaRef, small: boolean): Promise<void> {
    held.load += 1;
    const { load } = held;
    held.cell.set({ state: "loading" });
    try {
      const blob = await this.#fetch(ref, small);
      if (held.load !== load) return;
      held.cell.set({ state: "ready", url: URL.createObjectURL(blob), size: blob.size });
      this.#trim();
    } catch (error) {
      if (held.load === load) held.cell.set({ state: "failed", why: problemOf(error).code });
    }
  }

  async #fetch(ref: MediaRef, small: boolean): Promise<Blob> {
    const local = this.#local.get(ref.address);
    if (local) return local;
    const blob = await this.http.bytes(mediaPath(ref.address, small));
    const plain = ref.secret ? await (await import("./cipher.ts")).unseal(blob, ref.secret, ref.mimetype) : blob;
    const head = new Uint8Array(await plain.slice(0, SNIFFED_BYTES).arrayBuffer());
    return new Blob([plain], { type: safeType(ref.mimetype, head) });
  }

  #trim(): void {
    let kept = 0;
    for (const [key, held] of [...this.#held].reverse()) {
      const state = held.cell.getSnapshot();
      if (state.state !== "ready" || held.cell.used) continue;
      kept += state.size;
      if (kept <= KEPT_BYTES_MAX) continue;
      this.#drop(held);
      this.#held.delete(key);
    }
  }

  #drop(held: Held): void {
    const state = held.cell.getSnapshot();
    held.load += 1;
    if (state.state === "ready") URL.revokeObjectURL(state.url);
    held.cell.set({ state: "loading" });
  }
}

function keyOf(ref: MediaRef, small: boolean): string {
  return `${small ? "thumbnail" : "full"} ${ref.key}`;
}

/** The path of a file on the server; avatars come as thumbnails that the server makes. */
export function mediaPath(address: string, small: boolean): string {
  const match = /^mxc:\/\/([^/]+)\/([A-Za-z0-9_-]+)$/.exec(address);
  if (!match) throw new Problem("notFound", null, "Not the address of a file.");
  const [server, id] = match.slice(1).map((part) => encodeURIComponent(part ?? ""));
  const base = "/_matrix/client/v1/media";
  return small
    ? `${base}/thumbnail/${server}/${id}?width=${THUMBNAIL_PX}&height=${THUMBNAIL_PX}&method=crop`
    : `${base}/download/${server}/${id}`;
}
