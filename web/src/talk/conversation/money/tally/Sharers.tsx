import { useLingui } from "@lingui/react/macro";
import { minorOf, moneyText } from "../../../../design/Amount/money";
import { Avatar } from "../../../../design/Avatar/Avatar";
import { Field } from "../../../../design/Field/Field";
import { Switch } from "../../../../design/Switch/Switch";
import { Tick } from "../../../../design/Tick/Tick";
import type { Person } from "../../../../matrix/model";
import type { useForm } from "./AskSheet";
import { CURRENCY, type Outcome } from "./splitting";
import style from "./Tally.module.css";

interface SharersProps {
  others: readonly Person[];
  form: ReturnType<typeof useForm>;
  outcome: Outcome;
}

/** Who shares a bill: all alike, by ticks, or each their own amount; and what is left for whoever asks. */
export function Sharers({ others, form, outcome }: SharersProps) {
  const { t } = useLingui();
  const { value, setAlike } = form;
  return (
    <>
      <Switch label={t`All pay alike`} note={t`What does not divide by the fen is yours.`} on={value.alike} onTurn={setAlike} />
      {value.alike ? <Alike others={others} form={form} outcome={outcome} /> : <Each others={others} form={form} />}
      <Own outcome={outcome} />
    </>
  );
}

function Alike({ others, form: { value, setWithMe, tick }, outcome }: SharersProps) {
  const { t } = useLingui();
  const text = useMoney();
  return (
    <fieldset className={style.list}>
      <legend className={style.legend}>{t`Who shares it`}</legend>
      <Tick label={t`You`} on={value.withMe} onTurn={setWithMe} />
      {others.map(({ userId, name, avatar }) => (
        <Tick
          key={userId}
          leading={<Avatar of={avatar} size={38} />}
          label={name}
          meta={outcome.shares[userId] ? text(outcome.shares[userId]) : undefined}
          on={value.ticked.includes(userId)}
          onTurn={(on) => tick(userId, on)}
        />
      ))}
    </fieldset>
  );
}

function Each({ others, form: { value, type } }: Omit<SharersProps, "outcome">) {
  const { t } = useLingui();
  const wrong = (typed: string) =>
    typed.trim() !== "" && !minorOf(typed, CURRENCY) ? t`An amount has figures and at most two places: 20 or 12.50` : undefined;
  return (
    <fieldset className={style.list}>
      <legend className={style.legend}>{t`How much each of them pays; whoever stays empty is not asked`}</legend>
      {others.map(({ userId, name }) => {
        const typed = value.typed[userId] ?? "";
        return (
          <Field
            key={userId}
            label={name}
            before="¥"
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            onValue={(text) => type(userId, text)}
            wrong={wrong(typed)}
          />
        );
      })}
    </fieldset>
  );
}

/** The remainder, as it stands while one types. */
function Own({ outcome: { own, unready } }: { outcome: Outcome }) {
  const { t } = useLingui();
  const amount = useMoney()(Math.abs(own));
  if (unready === "nothing") return null;
  return (
    <p className={style.own} role="status">
      {own < 0 ? t`The parts are ${amount} too much.` : own > 0 ? t`Your own part: ${amount}` : t`You have no part of it yourself.`}
    </p>
  );
}

function useMoney(): (minor: number) => string {
  const { i18n } = useLingui();
  return (minor) => moneyText({ minor, currency: CURRENCY }, i18n.locale);
}
