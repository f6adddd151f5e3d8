import { useLingui } from "@lingui/react/macro";
import { Amount } from "../../design/Amount/Amount";
import { useMoments } from "../../design/moments";
import { useAnswer } from "../../matrix/react";
import { useFaceName } from "../faces/useFaceName";
import type { PosterOnScreen } from "../model";
import { useWallet } from "../react";
import { Brought, StateTag } from "./PosterRow";
import style from "./Posters.module.css";

/** Light modules around a code, as the standard wants them. */
const QUIET = 4;

/** The code as it hangs: whose it is, how much, and what it has brought. */
export function PosterCard({ shown: { poster, qrPath, qrSize } }: { shown: PosterOnScreen }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const face = useAnswer(useWallet().ownFace);
  const nameOf = useFaceName();
  const side = qrSize + 2 * QUIET;
  const open = poster.state === "open";
  return (
    <section className={style.card} aria-label={t`The code`}>
      {poster.amount && <Amount size="result" of={poster.amount} />}
      {face.state === "ready" && <p className={style.name}>{nameOf(face.answer)}</p>}
      {open && (
        <svg
          className={style.qr}
          viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
          role="img"
          aria-label={t`A code that others scan to pay you`}
          shapeRendering="crispEdges"
        >
          <path d={qrPath} />
        </svg>
      )}
      <StateTag state={poster.state} />
      {poster.until !== null && open && <p className={style.note}>{t`Can be paid until ${{ until: full(poster.until) }}`}</p>}
      {poster.amount === null && (
        <p className={style.note}>
          <Brought poster={poster} />
        </p>
      )}
    </section>
  );
}
