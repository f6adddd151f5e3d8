import { Plural, useLingui } from "@lingui/react/macro";
import Coins from "~icons/ph/coins";
import EyeSlash from "~icons/ph/eye-slash";
import Wifi from "~icons/ph/wifi-high";
import WifiSlash from "~icons/ph/wifi-slash";
import { moneyText } from "../../design/Amount/money";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import type { MyPhone } from "../model";

/** What the other side learns, what goes through without a finger, and what holds without network. */
export function CodeNotes({ phone, minor, online }: { phone: MyPhone; minor: number; online: boolean }) {
  const { t, i18n } = useLingui();
  const { limits, unseen } = phone;
  const say = (amount: { minor: number; currency: string }) => moneyText(amount, i18n.locale);
  return (
    <>
      <LearnsLine icon={<EyeSlash />}>{t`They see the amount and a name like Quiet Lantern, another one each time.`}</LearnsLine>
      {limits && (
        <LearnsLine icon={<Coins />}>
          {minor > limits.payment.minor
            ? t`Above ${{ payment: say(limits.payment) }} this phone asks for your passkey.`
            : t`Up to ${{ payment: say(limits.payment) }} goes through at once, ${{ left: say(limits.leftToday) }} more today. Above that, or to a new payee, this phone asks for your passkey.`}
        </LearnsLine>
      )}
      {online ? (
        <LearnsLine icon={<Wifi />}>{t`Works without network too.`}</LearnsLine>
      ) : (
        <LearnsLine icon={<WifiSlash />}>
          <Plural
            value={unseen}
            _0="No network. The codes that were shown last come again until it is back."
            one="No network. One more code is ready; then the last ones come again."
            other="No network. # more codes are ready."
          />
        </LearnsLine>
      )}
    </>
  );
}
