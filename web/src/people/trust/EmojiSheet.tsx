import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import SealCheck from "~icons/ph/seal-check-fill";
import { Button } from "../../design/Button/Button";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Sheet } from "../../design/Sheet/Sheet";
import type { Emoji, Problem, Verification } from "../../matrix/model";
import { useMatrix, useNewest, useVerb } from "../../matrix/react";
import style from "./EmojiSheet.module.css";
import { emojiNames } from "./emojiNames";
import { leadToDevices } from "./notMe";

/** So long another device of one's own is waited for before other ways are offered, in milliseconds. */
const ANSWERS_WITHIN_MS = 60_000;

/** Comparing signs with another device or person, from the asking to the end: one sheet, whose contents change. */
export function EmojiSheet({ verification }: { verification: Verification }) {
  const unanswered = useUnanswered(verification);
  const title = useTitle(verification, unanswered);
  const cancel = useVerb(useMatrix().cancelVerification);
  const close = () => void cancel.run();
  const { name } = verification.stage;
  const waits = !unanswered && (name === "ready" || name === "confirmed" || (name === "requested" && verification.byUs));
  return (
    <Sheet
      title={title}
      onClose={close}
      bottom={!waits && <Answers verification={verification} unanswered={unanswered} close={close} problem={cancel.problem} />}
    >
      <Inside verification={verification} unanswered={unanswered} />
      {waits && <ProblemLine problem={cancel.problem} />}
    </Sheet>
  );
}

/** Whether no device of the person's own has answered in time. One that answers later is not too late: the question stays. */
function useUnanswered({ stage, own, byUs }: Verification): boolean {
  const [late, setLate] = useState(false);
  const waits = stage.name === "requested" && own && byUs;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => setLate(true), ANSWERS_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [waits]);
  return waits && late;
}

function useTitle({ stage, own, vouches, person, byUs }: Verification, unanswered: boolean): string {
  const { t } = useLingui();
  if (unanswered) return t`No device has answered`;
  switch (stage.name) {
    case "requested":
      if (byUs) return own ? t`Look at your other device` : t`Waiting for ${person.name}`;
      if (!own) return t`${person.name} wants to compare`;
      return vouches ? t`Is this you?` : t`Confirm this device?`;
    case "ready":
      return t`The pictures are coming`;
    case "comparing":
      return t`Are these the same?`;
    case "confirmed":
      return t`You said they are the same`;
    case "done":
      return own ? t`Confirmed` : t`It is ${person.name}`;
    case "cancelled":
      return t`Not confirmed`;
  }
}

interface InsideProps {
  verification: Verification;
  unanswered: boolean;
}

function Inside({ verification, unanswered }: InsideProps) {
  const { t } = useLingui();
  const { stage, own, person, byUs } = verification;
  if (unanswered) {
    return (
      <p role="status">
        {t`Perhaps it is off, or nobody is signed in on it any more. If you have it at hand, open Teahouse on it: it goes on from here. If not, the recovery code confirms as well.`}
      </p>
    );
  }
  switch (stage.name) {
    case "requested":
      return byUs ? <AskedByUs {...verification} /> : <AskedByThem {...verification} />;
    case "ready":
      return <Waiting>{t`Keep both devices open.`}</Waiting>;
    case "comparing":
      return (
        <>
          <p>{own ? t`Your other device must show these seven, in this order.` : t`${person.name} must see these seven, in this order.`}</p>
          <Signs emoji={stage.emoji} />
        </>
      );
    case "confirmed":
      return (
        <>
          <Signs emoji={stage.emoji} />
          <Waiting>{own ? t`Now say so on your other device.` : t`Waiting for ${person.name} to say so too.`}</Waiting>
        </>
      );
    case "done":
      return <Done {...verification} />;
    case "cancelled":
      return <Cancelled why={stage.why} own={own} name={person.name} />;
  }
}

function AskedByUs({ own, vouches, person, invited }: Verification) {
  const { t } = useLingui();
  if (own && vouches) return <Waiting>{t`Open Teahouse there. It asks whether this device may confirm it; say yes.`}</Waiting>;
  if (own) return <Waiting>{t`Open Teahouse there. It asks whether it may confirm this device; say yes.`}</Waiting>;
  return (
    <Waiting>
      {invited
        ? t`You are asking in a conversation between you two, and ${person.name} has not accepted the invitation to it yet. It is best to sit together or to be on the phone.`
        : t`${person.name} has to accept in their app. It is best to sit together or to be on the phone.`}
    </Waiting>
  );
}

function AskedByThem({ own, vouches, deviceName }: Verification) {
  const { t } = useLingui();
  const device = deviceName || t`another device`;
  if (own && !vouches) {
    return (
      <p>{t`You are signed in on ${device} too, and it would confirm this one. Once confirmed, this device can read your messages.`}</p>
    );
  }
  return (
    <p>
      {own
        ? t`You have signed in on ${device}, and it asks this device to confirm it. Once confirmed it can read your messages.`
        : t`You both see seven small pictures and say whether they are the same. Then nobody can pass for either of you.`}
    </p>
  );
}

function Done({ own, vouches, person }: Verification) {
  const { t } = useLingui();
  const known = vouches
    ? t`Your devices know each other. Old messages come back there by themselves.`
    : t`Your devices know each other. Old messages come back by themselves.`;
  return (
    <p className={style.done}>
      <SealCheck />
      <span>{own ? known : t`From now on Teahouse tells you if anybody else should pass for ${person.name}.`}</span>
    </p>
  );
}

interface AnswersProps extends InsideProps {
  close: () => void;
  /** Of the attempt to end it. */
  problem: Problem | null;
}

function Answers({ verification: { stage, own, vouches }, unanswered, close, problem }: AnswersProps) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const accept = useVerb(matrix.acceptVerification);
  const confirm = useVerb(matrix.confirmEmoji);
  const deny = useVerb(matrix.denyEmoji);
  const newest = useNewest(accept.problem, confirm.problem, deny.problem, problem);
  if (stage.name === "done" || stage.name === "cancelled") {
    return <Button onClick={close}>{stage.name === "done" ? t`Done` : t`Close`}</Button>;
  }
  if (unanswered) {
    return (
      <>
        <ProblemLine problem={problem} />
        <Button onClick={close}>{vouches ? t`Close` : t`Another way`}</Button>
      </>
    );
  }
  const asked = stage.name === "requested";
  const notMe = () => {
    close();
    leadToDevices();
  };
  return (
    <>
      <ProblemLine problem={newest} />
      {asked ? (
        <>
          <Button busy={accept.busy} onClick={() => void accept.run()}>
            {own && vouches ? t`Yes, confirm it` : t`Compare`}
          </Button>
          <Button kind="quiet" onClick={own && vouches ? notMe : close}>
            {own && vouches ? t`No, not me` : t`Not now`}
          </Button>
        </>
      ) : (
        <>
          <Button busy={confirm.busy} onClick={() => void confirm.run()}>
            {t`They are the same`}
          </Button>
          <Button kind="danger" busy={deny.busy} onClick={() => void deny.run()}>
            {t`They differ`}
          </Button>
        </>
      )}
    </>
  );
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

interface CancelledProps {
  why: Extract<Verification["stage"], { name: "cancelled" }>["why"];
  own: boolean;
  name: string;
}

function Cancelled({ why, own, name }: CancelledProps) {
  const { t } = useLingui();
  switch (why) {
    case "declined":
      return (
        <ErrorLine>{t`${{ name }} did not accept the invitation to a conversation between you two. Nothing was confirmed.`}</ErrorLine>
      );
    case "notNow":
      return (
        <ErrorLine>
          {own
            ? t`That was put away on your other device. Nothing was confirmed.`
            : t`${{ name }} does not want to compare now. Nothing was confirmed.`}
        </ErrorLine>
      );
    case "byThem":
      return (
        <ErrorLine>
          {own ? t`Your other device ended it. Nothing was confirmed.` : t`${{ name }} ended it. Nothing was confirmed.`}
        </ErrorLine>
      );
    case "mismatch":
      return (
        <ErrorLine>
          {own
            ? t`The pictures differ, so this may not be your device. Nothing was confirmed. Sign the other device out under Me, then try again on another network.`
            : t`The pictures differ. Somebody may stand between you. Nothing was confirmed; try again on another network, and tell each other.`}
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
