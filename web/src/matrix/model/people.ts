import type { ProblemCode } from "./problems.ts";

/** A file on the server. Opaque to screens: hand it to `media`. `key` is stable and usable as a React key. */
export interface MediaRef {
  readonly key: string;
  /** `mxc://` address, or `local:` for a file that is still on its way up. */
  readonly address: string;
  readonly mimetype: string;
  /** Bytes, where known. */
  readonly size: number | null;
  /** The key to a file that the server holds as ciphertext; null for a plain file (avatars, channels). */
  readonly secret: MediaSecret | null;
}

/** The spec's EncryptedFile, v2: AES-CTR with a 256-bit key. */
export interface MediaSecret {
  readonly key: string;
  readonly iv: string;
  readonly sha256: string;
}

/** Fetched, decrypted and held as an object URL while somebody looks at it. */
export type MediaState =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly url: string; readonly size: number }
  | { readonly state: "failed"; readonly why: ProblemCode };

/** Draw `picture` if there is one, else the painted avatar that `seed` (a user id or room id) chooses. */
export interface Avatar {
  readonly picture: MediaRef | null;
  readonly seed: string;
}

/** A person as a screen names one. */
export interface Person {
  readonly userId: string;
  /** The part of the user id before the colon, without `@`. */
  readonly handle: string;
  /** Display name, with the handle added where two people in a room share a name; the handle without one. */
  readonly name: string;
  readonly avatar: Avatar;
}

/** A person found by exact handle. */
export interface FoundPerson extends Person {
  readonly ignored: boolean;
  readonly self: boolean;
  /** The one-to-one conversation that there already is. */
  readonly directRoomId: string | null;
}

/** `thumbnail`: at most 96 px, for avatars. Encrypted files come whole whatever is asked. */
export type MediaSize = "full" | "thumbnail";
