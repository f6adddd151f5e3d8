import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Amount } from "../../design/Amount/Amount";
import { clockOf, Deadline } from "../../design/Deadline/Deadline";
import type { PayCode } from "../codes/payCode";
import { leftOf, STEP_MS, stepOf } from "../codes/step";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { Barcode } from "./Barcode";
import { QrPicture } from "./QrPicture";
import style from "./Show.module.css";

/** Looked at so often, in milliseconds. */
const TICK_MS = 250;

/** The white card that is held out: QR, barcode, digits, and how long they hold. */
export function CodeCard({ alias, minor }: { alias: string; minor: number }) {
  const { t } = useLingui();
  const { code, left } = useCode(alias, minor);
  const clock = clockOf(left);
  return (
    <section className={style.card} aria-label={t`My code`}>
      {minor > 0 && (
        <p className={style.exact}>
          {t`Exactly`} <Amount size="balance" of={{ minor, currency: CURRENCY }} />
        </p>
      )}
      {code && (
        <>
          <QrPicture text={code.payload} />
          <Barcode digits={code.digits} />
          <p className={style.digits} role="img" aria-label={code.digits.replace(/\d{3}(?=\d)/gu, "$& ")}>
            {code.digits.match(/\d{3}/gu)?.map((group, nth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups have places, and may be alike
              <span key={nth}>{group}</span>
            ))}
          </p>
        </>
      )}
      <Deadline left={left} of={STEP_MS} />
      <p className={style.renews}>
        <span>{t`One use, then gone`}</span>
        <span>{t`new code in ${clock}`}</span>
      </p>
    </section>
  );
}

/** The code of this moment, made anew with each step of the house's clock. */
function useCode(alias: string, minor: number): { readonly code: PayCode | null; readonly left: number } {
  const wallet = useWallet();
  const [code, setCode] = useState<PayCode | null>(null);
  const [now, setNow] = useState(wallet.houseNow);
  const step = stepOf(now);
  useEffect(() => {
    const timer = setInterval(() => setNow(wallet.houseNow()), TICK_MS);
    return () => clearInterval(timer);
  }, [wallet]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step has a code of its own
  useEffect(() => {
    let wanted = true;
    void wallet.codeOf(alias, minor).then((made) => wanted && setCode(made));
    return () => {
      wanted = false;
    };
  }, [wallet, alias, minor, step]);
  return { code, left: leftOf(now) };
}
