import { useLingui } from "@lingui/react/macro";
import EyeSlash from "~icons/ph/eye-slash";
import Warning from "~icons/ph/warning-circle";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Banner } from "../../design/Banner/Banner";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { NewPayee, PayeeHead } from "../confirm/PayeeHead";
import style from "../confirm/PayeeHead.module.css";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { PosterRead } from "../model";

interface ScannedPayeeProps {
  read: PosterRead;
  typed: string;
  /** What is typed is no amount, or more than goes to posters today. */
  wrong: "noAmount" | "much" | null;
  onTyped: (typed: string) => void;
}

/** Who it is to the house, what is to be feared, and how much. */
export function ScannedPayee({ read, typed, wrong, onTyped }: ScannedPayeeProps) {
  const { t, i18n } = useLingui();
  const left = read.leftToday && moneyText(read.leftToday, i18n.locale);
  const wrongs = {
    noAmount: t`An amount has figures and at most two places: 20 or 12.50`,
    much: t`Up to ${left} more can go to posters today. Let them scan your code instead.`,
  };
  return (
    <>
      <Who read={read} />
      <Warnings read={read} />
      {read.amount ? (
        <p className={style.amount}>
          <Amount size="result" of={read.amount} />
        </p>
      ) : (
        <Field
          label={t`Amount`}
          name="amount"
          before="¥"
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onValue={onTyped}
          note={left && t`Up to ${left} more can go to posters today.`}
          wrong={wrong ? wrongs[wrong] : undefined}
        />
      )}
      <LearnsLine icon={<EyeSlash />}>{t`They see the amount and a name that is new each time.`}</LearnsLine>
      {read.unusual.length > 0 && (
        <LearnsLine
          icon={<Warning />}
        >{t`The code is not written as the house writes it: ${{ what: read.unusual.join("; ") }}.`}</LearnsLine>
      )}
    </>
  );
}

function Who({ read: { payee, label, reference } }: { read: PosterRead }) {
  const nameOf = useFaceName();
  const more = [label, reference].filter((one) => one !== null).join(" · ");
  return <PayeeHead picture={<FaceAvatar of={payee} size={96} />} name={nameOf(payee)} verified={payee.verified} lines={[more]} />;
}

/** Another name in the code is danger; a payee who is new is a reason to look twice. */
function Warnings({ read: { payee, otherName, paidBefore } }: { read: PosterRead }) {
  const { t } = useLingui();
  const name = useFaceName()(payee);
  return (
    <>
      {otherName !== null && (
        <div className={`${style.own} ${style.warning}`}>
          <Banner label={t`Another name`} tone="red" icon={<Warning />} title={t`The code says “${otherName}”, and the house does not.`}>
            {t`Somebody may have stuck it over another one. Ask before you pay.`}
          </Banner>
        </div>
      )}
      {!paidBefore && (
        <NewPayee name={name}>
          {payee.verified
            ? t`Is that the name before you? The house has seen who they are.`
            : t`The house does not know who that is. Ask whether this is their name here.`}
        </NewPayee>
      )}
    </>
  );
}
