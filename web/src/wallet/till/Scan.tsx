import { useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import Picture from "~icons/ph/image";
import Numpad from "~icons/ph/numpad";
import Cross from "~icons/ph/x";
import { moneyText } from "../../design/Amount/money";
import { IconButton } from "../../design/Button/Button";
import { useBack } from "../../design/back";
import { toast } from "../../design/Toast/Toast";
import type { Amount, CodeSource } from "../model";
import { pixelsOf, reader } from "./look";
import { codeIn as payerCodeIn } from "./read";
import style from "./Scan.module.css";
import { type CameraState, type CodeIn, useCamera } from "./useCamera";

interface ScanProps {
  /** What is asked for; absent where the code says it, or nobody has said it yet. */
  amount?: Amount;
  /** What counts as a code here: where nothing is said, one that pays. */
  codeIn?: CodeIn;
  /** The way without a camera, in a few words. */
  typeWord?: string;
  onCode: (code: string, source: CodeSource) => void;
  onType: () => void;
  onClose: () => void;
}

/** The camera fills the screen; what it sees goes nowhere but into the reader. */
export function Scan({ amount, codeIn = payerCodeIn, typeWord, onCode, onType, onClose }: ScanProps) {
  const { t, i18n } = useLingui();
  const { video, state } = useCamera(codeIn, (code) => onCode(code, "camera"));
  const file = useRef<HTMLInputElement>(null);
  const fromPicture = usePicture(codeIn, (code) => onCode(code, "picture"));
  useBack(onClose);
  return (
    <div className={style.scan}>
      <video ref={video} className={style.video} muted playsInline />
      <header className={style.head}>
        <IconButton label={t`Close`} onClick={onClose}>
          <Cross />
        </IconButton>
        <span className={style.amount}>{amount && moneyText(amount, i18n.locale)}</span>
      </header>
      <h1 className={style.title} tabIndex={-1}>{t`Hold the code in the frame`}</h1>
      <span className={style.frame} aria-hidden="true" />
      <p className={style.says} role="status">
        <Says state={state} />
      </p>
      <footer className={style.ways}>
        <button type="button" className={style.way} onClick={() => file.current?.click()}>
          <Picture />
          <span>{t`From a picture`}</span>
        </button>
        <button type="button" className={style.way} onClick={onType}>
          <Numpad />
          <span>{typeWord ?? t`Type the digits`}</span>
        </button>
        <input
          ref={file}
          hidden
          type="file"
          accept="image/*"
          aria-label={t`A picture of a code`}
          onChange={({ currentTarget }) => void fromPicture(currentTarget)}
        />
      </footer>
    </div>
  );
}

function Says({ state }: { state: CameraState }) {
  const { t } = useLingui();
  const sentences: Record<CameraState, string> = {
    starting: t`The camera is starting.`,
    looking: t`Looking for a code.`,
    foreign: t`This is not a code that pays here.`,
    refused: t`This browser may not use the camera. Allow it in its settings, or take another way.`,
    none: t`There is no camera here. Type it, or take a picture.`,
    failed: t`The camera does not answer. Type it, or take a picture.`,
  };
  return sentences[state];
}

/** A picture that lies on this device: it may be of any age, and the house is told that it is one. */
function usePicture(codeIn: CodeIn, onCode: (code: string) => void) {
  const { t } = useLingui();
  return async (input: HTMLInputElement) => {
    const [chosen] = input.files ?? [];
    input.value = "";
    if (!chosen) return;
    const found = await codesIn(chosen).catch(() => []);
    const code = found.map(codeIn).find((one) => one !== null);
    if (code) onCode(code);
    else toast(t`No code that pays here is in this picture.`);
  };
}

async function codesIn(file: Blob): Promise<readonly string[]> {
  const [read, bitmap] = await Promise.all([reader(), createImageBitmap(file)]);
  const pixels = pixelsOf(bitmap);
  bitmap.close();
  return pixels ? read(pixels) : [];
}
