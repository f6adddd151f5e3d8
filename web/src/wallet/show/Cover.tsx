import { useLingui } from "@lingui/react/macro";
import QrCode from "~icons/ph/qr-code";
import { Amount } from "../../design/Amount/Amount";
import { CURRENCY } from "../words/currency";
import style from "./Show.module.css";

/** Nobody in the queue sees a code before its owner wants it seen. */
export function Cover({ minor, disabled, onOpen }: { minor: number; disabled: boolean; onOpen: () => void }) {
  const { t } = useLingui();
  return (
    <button type="button" className={style.cover} disabled={disabled} onClick={onOpen}>
      <QrCode />
      <span className={style.press}>{t`Show my code`}</span>
      {minor > 0 && <Amount size="balance" of={{ minor, currency: CURRENCY }} />}
      <span>{t`Money leaves your wallet when somebody scans it.`}</span>
    </button>
  );
}
