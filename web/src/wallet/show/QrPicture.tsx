import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { qr } from "../codes/qr";
import style from "./Show.module.css";

/** Ink on white, in the dark too: scanners want it so. */
export function QrPicture({ text }: { text: string }) {
  const { t } = useLingui();
  const { path, size } = useMemo(() => qr(text), [text]);
  return (
    <svg className={style.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t`The code to be scanned`}>
      <path d={path} />
    </svg>
  );
}
