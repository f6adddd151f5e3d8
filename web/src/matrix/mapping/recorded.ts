import type { Around } from "./items.ts";
import { toPerson } from "./people.ts";
import type { PlainEvent } from "./plain.ts";

/** Events as they came from a room of two, for the tests. */
export const MEI = "@mei:teahouse.example";
export const LI = "@li:teahouse.example";

export function event(part: Partial<PlainEvent>): PlainEvent {
  return {
    id: "$e", txn: null, type: "m.room.message", stateKey: null, sender: LI, time: 1_764_000_000_000, content: {}, before: {},
    redacted: false, redactedBy: null, failure: null, edited: false, replyTo: null, doubt: null, ...part,
  };
}

export const around: Around = {
  me: MEI,
  creator: MEI,
  person: (userId) => toPerson({ userId, displayName: null, picture: null, nameShared: false }),
  reactions: () => [],
  event: () => null,
  outcome: () => "asked",
  mayRedact: (sender) => sender === MEI,
  send: () => ({ state: "sent", readBy: 0 }),
};

export const ENCRYPTED_PICTURE = {
  msgtype: "m.image",
  body: "harbour.jpg",
  filename: "harbour.jpg",
  info: {
    mimetype: "image/jpeg", size: 81_234, w: 1600, h: 1200,
    thumbnail_file: {
      v: "v2", url: "mxc://teahouse.example/small", iv: "AAAAAAAAAAAAAAAAAAAAAA",
      key: { kty: "oct", alg: "A256CTR", ext: true, k: "c21hbGw", key_ops: ["encrypt", "decrypt"] }, hashes: { sha256: "c21hbGw" },
    },
    thumbnail_info: { mimetype: "image/jpeg", size: 9_000, w: 800, h: 600 },
  },
  file: {
    v: "v2", url: "mxc://teahouse.example/large", iv: "AQIDBAUGBwgAAAAAAAAAAA",
    key: { kty: "oct", alg: "A256CTR", ext: true, k: "bGFyZ2U", key_ops: ["encrypt", "decrypt"] }, hashes: { sha256: "bGFyZ2U" },
  },
};
