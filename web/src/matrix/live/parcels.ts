import type { Core } from "../core.ts";
import { fileOf, thumbnailOf } from "../mapping/media.ts";
import type { Content } from "../mapping/plain.ts";
import { type Answered, fileContent, type PictureUploaded, pictureContent, type Uploaded } from "../mapping/said.ts";
import { seal } from "../media/cipher.ts";
import { type Drawn, redraw } from "../media/picture.ts";
import type { Upload } from "../media/upload.ts";
import { Problem } from "../model.ts";
import type { Parcel } from "./outbox.ts";

/** Makes messages of pictures and files: drawn anew, sealed where the room is encrypted, sent up. */
export class Parcels {
  constructor(
    private readonly core: Core,
    private readonly upload: Upload,
  ) {}

  async picture(source: Blob, name: string, encrypted: boolean, answered: Answered | null): Promise<Parcel> {
    const { picture, thumbnail } = await redraw(source);
    const { library } = this.core;
    const local = library.keepLocal(picture.blob);
    const localThumbnail = thumbnail ? library.keepLocal(thumbnail.blob) : local;
    const send: Parcel["send"] = async (onProgress) => {
      const small = thumbnail && (await this.#sendDrawn(thumbnail, encrypted, () => {}));
      const content = pictureContent(await this.#sendDrawn(picture, encrypted, onProgress), small, name, answered);
      this.#adopt(content, picture.blob, thumbnail?.blob ?? null);
      return content;
    };
    return { kind: "picture", local, localThumbnail, name, width: picture.width, height: picture.height, send };
  }

  file(source: Blob, name: string, encrypted: boolean, answered: Answered | null): Parcel {
    const local = this.core.library.keepLocal(source);
    const send: Parcel["send"] = async (onProgress) => {
      const content = fileContent(await this.#send(source, encrypted, onProgress), name, answered);
      this.#adopt(content, source, null);
      return content;
    };
    return { kind: "file", local, localThumbnail: local, name, width: 0, height: 0, send };
  }

  /** What was just sent up is not fetched again. */
  #adopt(content: Content, blob: Blob, thumbnail: Blob | null): void {
    const ref = fileOf(content);
    const small = thumbnailOf(content);
    if (ref) this.core.library.adopt(ref, blob);
    if (small && thumbnail) this.core.library.adopt(small, thumbnail);
  }

  async #sendDrawn({ blob, width, height }: Drawn, encrypted: boolean, onProgress: (share: number) => void): Promise<PictureUploaded> {
    return { ...(await this.#send(blob, encrypted, onProgress)), width, height };
  }

  /** Judged before it is sealed and goes up: the server would refuse it only after all of it had come. */
  async #send(blob: Blob, encrypted: boolean, onProgress: (share: number) => void): Promise<Uploaded> {
    const largest = await this.core.largestFile();
    if (largest !== null && blob.size > largest) throw new Problem("tooLarge");
    const mimetype = blob.type || "application/octet-stream";
    const sealed = encrypted ? await seal(blob) : null;
    const address = await this.upload(sealed?.ciphertext ?? blob, onProgress);
    return { address, sealed, mimetype, size: blob.size };
  }
}
