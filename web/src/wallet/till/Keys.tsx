import { useLingui } from "@lingui/react/macro";
import List from "~icons/ph/list-bullets";
import Numpad from "~icons/ph/numpad";
import QrCode from "~icons/ph/qr-code";
import Frame from "~icons/ph/scan";
import { Amount as Shown } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button, IconLink } from "../../design/Button/Button";
import { type Key, Keypad } from "../../design/Keypad/Keypad";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { CashLink } from "../cash/CashLink";
import { useFaceName } from "../faces/useFaceName";
import { FeeLine } from "../fees/FeeLine";
import type { Amount } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import style from "./Till.module.css";
import { Today } from "./Today";
import { pressed } from "./typedAmount";
import { useTyping } from "./useTyping";

interface KeysProps {
  /** This browser is a counter: there is no wallet to go back to. */
  counter: boolean;
  typed: string;
  amount: Amount;
  /** From what stood there: keys may come faster than they are drawn. */
  onTyped: (change: (typed: string) => string) => void;
  onScan: () => void;
  onType: () => void;
}

/** How much the guest is to pay. */
export function Keys({ counter, typed, amount, onTyped, onScan, onType }: KeysProps) {
  const { t } = useLingui();
  const face = useAnswer(useWallet().ownFace);
  const nameOf = useFaceName();
  const ready = amount.minor > 0;
  const onKey = (key: Key) => onTyped((before) => pressed(before, key, CURRENCY));
  useTyping({ onKey, onClear: () => onTyped(() => ""), onEnter: () => ready && onScan() });
  return (
    <Page
      alone
      tone="receive"
      top={
        <TopBar
          title={t`Receive`}
          second={face.state === "ready" ? t`Guests see ${{ name: nameOf(face.answer) }}` : undefined}
          actions={<Ways counter={counter} />}
          {...(!counter && { back: "#/", deep: true })}
        />
      }
      bottom={
        <>
          <Button icon={<Frame />} disabled={!ready} onClick={onScan}>
            {t`Scan their code`}
          </Button>
          <Button kind="quiet" icon={<Numpad />} disabled={!ready} onClick={onType}>
            {t`Type the digits`}
          </Button>
        </>
      }
    >
      <div className={style.window} role="status" aria-label={t`To pay`}>
        <span className={style.label}>{t`To pay`}</span>
        <Window typed={typed} amount={amount} />
      </div>
      <Keypad label={t`Amount`} back={t`Take the last digit back`} onKey={onKey} />
      <Today />
      <FeeLine />
    </Page>
  );
}

/** The way to what hangs, to notes, and to what was taken. */
function Ways({ counter }: { counter: boolean }) {
  const { t } = useLingui();
  return (
    <>
      {!counter && (
        <IconLink label={t`Posters`} href="#/posters">
          <QrCode />
        </IconLink>
      )}
      {!counter && <CashLink />}
      <IconLink label={t`Takings`} href="#/takings">
        <List />
      </IconLink>
    </>
  );
}

/** What was typed, as it was typed: `46.` is not `46.00` yet. */
function Window({ typed, amount }: { typed: string; amount: Amount }) {
  const { i18n } = useLingui();
  const whole = moneyText({ ...amount, minor: Math.floor(amount.minor / 100) * 100 }, i18n.locale).replace(/[.,]00$/u, "");
  const point = typed.indexOf(".");
  if (typed === "") return <Shown size="result" of={amount} />;
  return (
    <span className={style.typed}>
      {whole}
      {point >= 0 && typed.slice(point)}
    </span>
  );
}
