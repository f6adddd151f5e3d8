import type { Core } from "../core.ts";
import { fileOf, thumbnailOf } from "../mapping/media.ts";
import type { Content } from "../mapping/plain.ts";
import { type Answered, fileContent, type PictureUploaded, pictureContent, type Uploaded } from "../mapping/said.ts";
import { seal } from "../media/cipher.ts";
import { type Drawn, redraw, type Size } from "../media/picture.ts";
import type { Upload } from "../media/upload.ts";
import { Problem } from "../model.ts";
import type { StoredFile } from "../session/memory.ts";
import type { Parcel } from "./outbox.ts";

/** Makes messages of pictures and files: drawn anew, sealed where the room is encrypted, sent up. */
export class Parcels {
  /** Several at once would be more than a phone holds. */
  #drawing: Promise<void> = Promise.resolve();

  constructor(
    private readonly core: Core,
    private readonly upload: Upload,
    private readonly isEncrypted: (roomId: string) => Promise<boolean>,
  ) {}

  /** Is shown as it was chosen, at once; what goes up is drawn when it is first wanted, one after the other. `size`: as it is shown. */
  picture(roomId: string, source: Blob, size: Size, name: string, answered: Answered | null): Parcel {
    const chosen: StoredFile = { kind: "picture", name, blob: source, ...size, thumbnail: null, answered };
    let made: Promise<StoredFile> | null = null;
    return this.of(roomId, chosen, () => {
      made ??= this.#draw(source).then(({ picture, thumbnail }) => ({ ...chosen, ...picture, thumbnail }));
      return made;
    });
  }

  #draw(source: Blob): ReturnType<typeof redraw> {
    const drawn = this.#drawing.then(() => redraw(source));
    this.#drawing = drawn.then(
      () => {},
      () => {},
    );
    return drawn;
  }

  file(roomId: string, blob: Blob, name: string, answered: Answered | null): Parcel {
    return this.of(roomId, { kind: "file", name, blob, width: 0, height: 0, thumbnail: null, answered });
  }

  /** Of what was chosen just now, or on an earlier visit. */
  readonly of = (roomId: string, chosen: StoredFile, made = () => Promise.resolve(chosen)): Parcel => {
    const { library } = this.core;
    const local = library.keepLocal(chosen.blob);
    const localThumbnail = chosen.thumbnail ? library.keepLocal(chosen.thumbnail.blob) : local;
    const send: Parcel["send"] = async (onProgress) => {
      const file = await made();
      // Asked only now: the room may have become encrypted since the file was chosen.
      const content = await this.#sendFile(file, await this.isEncrypted(roomId), onProgress);
      this.#adopt(content, file.blob, file.thumbnail?.blob ?? null);
      return content;
    };
    return { file: chosen, made, local, localThumbnail, send };
  };

  async #sendFile(file: StoredFile, encrypted: boolean, onProgress: (share: number) => void): Promise<Content> {
    const { kind, name, blob, thumbnail, answered } = file;
    if (kind === "file") return fileContent(await this.#send(blob, encrypted, onProgress), name, answered);
    const small = thumbnail && (await this.#sendDrawn(thumbnail, encrypted, () => {}));
    return pictureContent(await this.#sendDrawn(file, encrypted, onProgress), small, name, answered);
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
