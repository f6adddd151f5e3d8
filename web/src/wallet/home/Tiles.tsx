import { useLingui } from "@lingui/react/macro";
import QrCode from "~icons/ph/qr-code";
import Frame from "~icons/ph/scan";
import Storefront from "~icons/ph/storefront";
import style from "./Tiles.module.css";

/** The two directions that money goes across a counter, never alike in colour, shape or word: two ways out, one way in. */
export function Tiles() {
  const { t } = useLingui();
  return (
    <nav className={style.tiles} aria-label={t`Codes`}>
      <a className={`${style.tile} ${style.pay}`} href="#/code">
        <QrCode />
        <span className={style.word}>{t`Pay with my code`}</span>
        <span>{t`they see an avatar`}</span>
      </a>
      <a className={`${style.tile} ${style.scan}`} href="#/scan">
        <Frame />
        <span className={style.word}>{t`Scan to pay`}</span>
        <span>{t`a poster, a bill`}</span>
      </a>
      <a className={`${style.tile} ${style.receive}`} href="#/till">
        <Storefront />
        <span className={style.word}>{t`Receive`}</span>
        <span>{t`type an amount, scan theirs`}</span>
      </a>
    </nav>
  );
}
