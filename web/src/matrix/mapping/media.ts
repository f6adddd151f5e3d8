import type { MediaRef, MediaSecret } from "../model.ts";
import { plainMedia } from "./people.ts";
import { type Content, countAt, objectAt, textAt } from "./plain.ts";

/** The file of a message, plain (`url`) or encrypted (`file`); null where it is neither. */
export function fileOf(content: Content): MediaRef | null {
  return mediaOf(textAt(content, "url"), objectAt(content, "file"), objectAt(content, "info"));
}

/** The smaller picture that came along with a message, or null. */
export function thumbnailOf(content: Content): MediaRef | null {
  const info = objectAt(content, "info");
  return mediaOf(textAt(info, "thumbnail_url"), objectAt(info, "thumbnail_file"), objectAt(info, "thumbnail_info"));
}

function mediaOf(url: string, file: Content, info: Content): MediaRef | null {
  const secret = secretOf(file);
  const address = secret ? textAt(file, "url") : url;
  if (!isAddress(address)) return null;
  const mimetype = textAt(info, "mimetype") || "application/octet-stream";
  return { ...plainMedia(address, mimetype, countAt(info, "size")), secret };
}

function secretOf(file: Content): MediaSecret | null {
  const key = textAt(objectAt(file, "key"), "k");
  const iv = textAt(file, "iv");
  const sha256 = textAt(objectAt(file, "hashes"), "sha256");
  return key && iv && sha256 ? { key, iv, sha256 } : null;
}

/** `local:` addresses are ours alone: from another's message they would show a file of this browser. */
function isAddress(address: string): boolean {
  return /^mxc:\/\/[^/?#]+\/[A-Za-z0-9_-]+$/.test(address);
}
