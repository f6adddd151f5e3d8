import type { Matrix, MediaRef } from "../../matrix/model";
import { Problem } from "../../matrix/model";

/** How long the address of a saved file stays good after the browser was told to save it. */
const HELD_MS = 10_000;

/** Fetches, decrypts and saves a file under its name. It is never opened in the page: it could be anything. */
export async function download(matrix: Matrix, media: MediaRef, name: string): Promise<void> {
  const watched = matrix.media(media);
  let release = () => {};
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const now = watched.getSnapshot();
      if (now.state === "ready") resolve(now.url);
      if (now.state === "failed") reject(new Problem(now.why));
    };
    release = watched.subscribe(look);
    look();
  }).catch((problem) => {
    release();
    throw problem;
  });
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(release, HELD_MS);
}
