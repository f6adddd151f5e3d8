import type { Sealed } from "../media/cipher.ts";
import type { Person } from "../model.ts";
import { mentionsIn } from "./people.ts";
import type { Content } from "./plain.ts";

/** Whom a message answers. */
export interface Answered {
  readonly eventId: string;
  readonly sender: string;
}

/** A text as an event's content, with those whom it names and the author of what it answers told. */
export function textContent(text: string, members: readonly Person[], answered: Answered | null): Content {
  const emote = text.startsWith("/me ");
  const body = emote ? text.slice("/me ".length) : text;
  return { msgtype: emote ? "m.emote" : "m.text", body, ...told(body, members, answered) };
}

/** Of a whole event, in bytes, by the specification (Size limits). */
const EVENT_BYTES_MAX = 65_536;
/** What the house adds to it at most: its place among the others, hashes, signatures, and the name of the room. */
const ENVELOPE_BYTES = 4_096;
/** What sealing adds before the cipher's text is written in letters, four for every three bytes. */
const SEAL_BYTES = 512;

/** Does this content fit into one event? */
export function fits(content: Content, encrypted: boolean): boolean {
  const bytes = new TextEncoder().encode(JSON.stringify(content)).length;
  return (encrypted ? Math.ceil(((bytes + SEAL_BYTES) * 4) / 3) : bytes) + ENVELOPE_BYTES <= EVENT_BYTES_MAX;
}

/** A file that has gone up: plain under `url`, or sealed with what opens it. */
export interface Uploaded {
  readonly address: string;
  readonly sealed: Sealed | null;
  readonly mimetype: string;
  readonly size: number;
}

export interface PictureUploaded extends Uploaded {
  readonly width: number;
  readonly height: number;
}

export function pictureContent(picture: PictureUploaded, thumbnail: PictureUploaded | null, name: string, answered: Answered | null): Content {
  const info: Record<string, unknown> = { ...dimensions(picture) };
  if (thumbnail) {
    Object.assign(info, place(thumbnail, "thumbnail_url", "thumbnail_file"));
    info.thumbnail_info = dimensions(thumbnail);
  }
  return { msgtype: "m.image", body: name, filename: name, ...place(picture, "url", "file"), info, ...told("", [], answered) };
}

export function fileContent(file: Uploaded, name: string, answered: Answered | null): Content {
  const info = { mimetype: file.mimetype, size: file.size };
  return { msgtype: fileMsgtype(file.mimetype), body: name, filename: name, ...place(file, "url", "file"), info, ...told("", [], answered) };
}

function fileMsgtype(mimetype: string): string {
  if (mimetype.startsWith("audio/")) return "m.audio";
  return mimetype.startsWith("video/") ? "m.video" : "m.file";
}

function dimensions({ mimetype, size, width, height }: PictureUploaded) {
  return { mimetype, size, w: width, h: height };
}

function place({ address, sealed }: Uploaded, plainName: string, sealedName: string): Content {
  return sealed ? { [sealedName]: { ...sealed.file, url: address } } : { [plainName]: address };
}

function told(text: string, members: readonly Person[], answered: Answered | null): Content {
  const users = new Set(mentionsIn(text, members));
  if (answered) users.add(answered.sender);
  const mentions = users.size > 0 ? { user_ids: [...users] } : {};
  return answered
    ? { "m.mentions": mentions, "m.relates_to": { "m.in_reply_to": { event_id: answered.eventId } } }
    : { "m.mentions": mentions };
}
