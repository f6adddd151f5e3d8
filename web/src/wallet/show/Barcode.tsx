import { useMemo } from "react";
import { code128 } from "../codes/code128";
import style from "./Show.module.css";

/** White at both sides, in modules: without it no scanner finds the beginning. */
const QUIET = 10;
const HIGH = 24;

/** The same digits for scanners that read bars only. */
export function Barcode({ digits }: { digits: string }) {
  const { bars, width } = useMemo(() => code128(digits), [digits]);
  return (
    <svg className={style.barcode} viewBox={`0 0 ${width + 2 * QUIET} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
      {bars.map(({ at, wide }) => (
        <rect key={at} x={at + QUIET} width={wide} height={HIGH} />
      ))}
    </svg>
  );
}
