import { useLingui } from "@lingui/react/macro";
import { type ComponentProps, useState } from "react";
import Coins from "~icons/ph/coins";
import { minorOf, moneyText } from "../../design/Amount/money";
import { Banner } from "../../design/Banner/Banner";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../../matrix/react";
import type { OwnLimits } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { plain } from "../words/plain";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** How much a code pays without a finger. */
export function LimitsPage() {
  const { t } = useLingui();
  const limits = useAnswer(useWallet().limits);
  if (limits.state === "ready") return <LimitsForm key={JSON.stringify(limits.answer)} limits={limits.answer} onChanged={limits.again} />;
  return (
    <Page alone top={<TopBar title={t`Limits`} back="#/safety" deep />}>
      {limits.state === "loading" ? (
        <SkeletonLines label={t`Asking the house`} />
      ) : (
        <Retry problem={limits.problem} again={() => void limits.again()} />
      )}
    </Page>
  );
}

function LimitsForm({ limits, onChanged }: { limits: OwnLimits; onChanged: () => Promise<void> }) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const [payment, setPayment] = useState(plain(limits.payment.minor));
  const [day, setDay] = useState(plain(limits.day.minor));
  const [most, mostADay] = [minorOf(payment, CURRENCY), minorOf(day, CURRENCY)];
  const changed = most !== limits.payment.minor || mostADay !== limits.day.minor;
  const raises = (most ?? 0) > limits.payment.minor || (mostADay ?? 0) > limits.day.minor;
  const save = useVerb(async (one: number, all: number) => {
    await wallet.setLimits({ minor: one, currency: CURRENCY }, { minor: all, currency: CURRENCY });
    toast(raises ? t`The higher limits hold in 24 hours.` : t`The new limits hold now.`);
    await onChanged();
  });
  return (
    <Page
      alone
      top={<TopBar title={t`Limits`} back="#/safety" deep />}
      onSubmit={() => changed && most !== null && mostADay !== null && void save.run(most, mostADay)}
      bottom={
        <>
          <WalletProblemLine problem={save.problem} />
          <Button type="submit" busy={save.busy} disabled={!changed || most === null || mostADay === null}>
            {raises ? t`Raise them in 24 hours` : t`Set them now`}
          </Button>
        </>
      }
    >
      {limits.raising && <Raising raising={limits.raising} onChanged={onChanged} />}
      <p>{t`Up to here a code pays at once. Above it, this phone asks for your passkey.`}</p>
      <Most label={t`For one payment`} name="payment" value={payment} onValue={setPayment} />
      <Most
        label={t`For one day`}
        name="day"
        value={day}
        onValue={setDay}
        note={t`${{ left: moneyText(limits.leftToday, i18n.locale) }} is left of it today.`}
      />
      <LearnsLine
        icon={<Coins />}
      >{t`Lower limits hold at once. Higher ones hold after 24 hours and need your passkey, so that nobody can hurry you into them.`}</LearnsLine>
    </Page>
  );
}

/** An amount that is a limit. */
function Most({ value, ...field }: Pick<ComponentProps<typeof Field>, "label" | "name" | "value" | "onValue" | "note">) {
  const { t } = useLingui();
  const wrong = minorOf(value, CURRENCY) === null && t`An amount has figures and at most two places: 20 or 12.50`;
  return <Field {...field} value={value} before="¥" inputMode="decimal" autoComplete="off" wrong={wrong || undefined} />;
}

/** Higher limits are on their way. */
function Raising({ raising, onChanged }: { raising: NonNullable<OwnLimits["raising"]>; onChanged: () => Promise<void> }) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const { full } = useMoments();
  const keep = useVerb(async () => {
    await wallet.keepLimits();
    await onChanged();
  });
  const say = (amount: { minor: number; currency: string }) => moneyText(amount, i18n.locale);
  return (
    <Banner
      label={t`Higher limits`}
      tone="amber"
      icon={<Coins />}
      title={t`Higher limits hold from ${{ from: full(raising.from) }}.`}
      actions={
        <Button kind="outline" size="small" busy={keep.busy} onClick={() => void keep.run()}>
          {t`Leave them as they are`}
        </Button>
      }
    >
      {t`${{ payment: say(raising.payment) }} for one payment, ${{ day: say(raising.day) }} for one day.`}
      <WalletProblemLine problem={keep.problem} />
    </Banner>
  );
}
