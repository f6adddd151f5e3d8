import { type RefObject, useEffect, useRef, useState } from "react";
import { pixelsOf, reader } from "./look";

/** Between two looks at the picture, in milliseconds: a phone stays cool, and nobody notices. */
const LOOK_EVERY_MS = 120;

/** `starting`, `looking`, `foreign` when something was read that pays nothing, or why there is no picture. */
export type CameraState = "starting" | "looking" | "foreign" | "refused" | "none" | "failed";

/** What counts as a code; null for what does not. */
export type CodeIn = (text: string) => string | null;

interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
}

/** Looks through the camera until a code is there; says it once. */
export function useCamera(codeIn: CodeIn, onCode: (code: string) => void): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("starting");
  const latest = useRef({ codeIn, onCode });
  latest.current = { codeIn, onCode };
  useEffect(() => {
    const over = new AbortController();
    void watch(video, latest.current.codeIn, setState, over.signal).then((code) => code !== null && latest.current.onCode(code));
    return () => over.abort();
  }, []);
  return { video, state };
}

async function watch(
  video: RefObject<HTMLVideoElement | null>,
  codeIn: CodeIn,
  say: (state: CameraState) => void,
  over: AbortSignal,
): Promise<string | null> {
  let stream: MediaStream | null = null;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false });
    const read = await reader();
    const screen = video.current;
    if (over.aborted || !screen) return null;
    screen.srcObject = stream;
    await screen.play();
    say("looking");
    while (!over.aborted) {
      const picture = pixelsOf(screen);
      const found = picture ? await read(picture) : [];
      const code = found.map(codeIn).find((one) => one !== null);
      if (code && !over.aborted) return code;
      if (found.length > 0) say("foreign");
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
    }
  } catch (error) {
    if (!over.aborted) say(why(error));
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop();
  }
  return null;
}

function why(error: unknown): CameraState {
  const name = (error as { name?: string } | null)?.name;
  if (name === "NotAllowedError") return "refused";
  return name === "NotFoundError" || navigator.mediaDevices === undefined ? "none" : "failed";
}
