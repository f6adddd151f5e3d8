import { useLingui } from "@lingui/react/macro";
import SealCheck from "~icons/ph/seal-check-fill";
import { Button } from "../../design/Button/Button";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Sheet } from "../../design/Sheet/Sheet";
import type { Emoji, Verification } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import style from "./EmojiSheet.module.css";
import { emojiNames } from "./emojiNames";

/** Comparing signs with another device or person, from the asking to the end. */
export function EmojiSheet({ verification }: { verification: Verification }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const accept = useVerb(matrix.acceptVerification);
  const confirm = useVerb(matrix.confirmEmoji);
  const deny = useVerb(matrix.denyEmoji);
  const cancel = useVerb(matrix.cancelVerification);
  const { stage, own, person, byUs } = verification;
  const device = verification.deviceName || t`another device`;
  const close = () => void cancel.run();
  const problem = <ProblemLine problem={accept.problem ?? confirm.problem ?? deny.problem ?? cancel.problem} />;

  switch (stage.name) {
    case "requested":
      return byUs ? (
        <Sheet title={own ? t`Look at your other device` : t`Waiting for ${person.name}`} onClose={close}>
          <Waiting>
            {own
              ? t`Open Teahouse there. It asks whether it may confirm this device; say yes.`
              : t`${person.name} has to accept in their app. It is best to sit together or to be on the phone.`}
          </Waiting>
          {problem}
        </Sheet>
      ) : (
        <Sheet
          title={own ? t`Is this you?` : t`${person.name} wants to compare`}
          onClose={close}
          bottom={
            <>
              {problem}
              <Button busy={accept.busy} onClick={() => void accept.run()}>
                {own ? t`Yes, confirm it` : t`Compare`}
              </Button>
              <Button kind="quiet" onClick={close}>
                {own ? t`No, not me` : t`Not now`}
              </Button>
            </>
          }
        >
          <p>
            {own
              ? t`You have signed in on ${device}, and it asks this device to confirm it. Once confirmed it can read your messages.`
              : t`You both see seven small pictures and say whether they are the same. Then nobody can pass for either of you.`}
          </p>
        </Sheet>
      );
    case "ready":
      return (
        <Sheet title={t`The pictures are coming`} onClose={close}>
          <Waiting>{t`Keep both devices open.`}</Waiting>
          {problem}
        </Sheet>
      );
    case "comparing":
      return (
        <Sheet
          title={t`Are these the same?`}
          onClose={close}
          bottom={
            <>
              {problem}
              <Button busy={confirm.busy} onClick={() => void confirm.run()}>
                {t`They are the same`}
              </Button>
              <Button kind="danger" busy={deny.busy} onClick={() => void deny.run()}>
                {t`They differ`}
              </Button>
            </>
          }
        >
          <p>{own ? t`Your other device must show these seven, in this order.` : t`${person.name} must see these seven, in this order.`}</p>
          <Signs emoji={stage.emoji} />
        </Sheet>
      );
    case "confirmed":
      return (
        <Sheet title={t`You said they are the same`} onClose={close}>
          <Signs emoji={stage.emoji} />
          <Waiting>{own ? t`Now say so on your other device.` : t`Waiting for ${person.name} to say so too.`}</Waiting>
        </Sheet>
      );
    case "done":
      return (
        <Sheet title={own ? t`Confirmed` : t`It is ${person.name}`} onClose={close} bottom={<Button onClick={close}>{t`Done`}</Button>}>
          <p className={style.done}>
            <SealCheck />
            <span>
              {own
                ? t`Your devices know each other. Old messages come back by themselves.`
                : t`From now on Teahouse tells you if anybody else should pass for ${person.name}.`}
            </span>
          </p>
        </Sheet>
      );
    case "cancelled":
      return (
        <Sheet title={t`Not confirmed`} onClose={close} bottom={<Button onClick={close}>{t`Close`}</Button>}>
          <Cancelled why={stage.why} />
        </Sheet>
      );
  }
}

function Signs({ emoji }: { emoji: readonly Emoji[] }) {
  const { i18n } = useLingui();
  return (
    <ol className={style.signs}>
      {emoji.map(({ symbol, name }, index) => {
        const known = emojiNames[name];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same sign may come twice, and the order is the point
          <li key={index}>
            <span className={style.symbol} aria-hidden="true">
              {symbol}
            </span>
            <span>{known ? i18n._(known) : name}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Waiting({ children }: { children: string }) {
  return (
    <p className={style.waiting} role="status">
      <span className={style.wheel} />
      <span>{children}</span>
    </p>
  );
}

function Cancelled({ why }: { why: Extract<Verification["stage"], { name: "cancelled" }>["why"] }) {
  const { t } = useLingui();
  switch (why) {
    case "byThem":
      return <ErrorLine>{t`The other side ended it. Nothing was confirmed.`}</ErrorLine>;
    case "byUs":
      return <p>{t`You ended it. Nothing was confirmed.`}</p>;
    case "mismatch":
      return (
        <ErrorLine>
          {t`The pictures differ. Somebody may stand between you. Nothing was confirmed; try again on another network, and tell each other.`}
        </ErrorLine>
      );
    case "timeout":
      return <ErrorLine>{t`Nobody answered in time. Nothing was confirmed; start again when both devices are open.`}</ErrorLine>;
    case "elsewhere":
      return <p>{t`You answered on another device.`}</p>;
    case "other":
      return <ErrorLine>{t`The other app broke it off. Nothing was confirmed; start again.`}</ErrorLine>;
  }
}
