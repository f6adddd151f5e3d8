import { Plural, Trans, useLingui } from "@lingui/react/macro";
import Check from "~icons/ph/check";
import Checks from "~icons/ph/checks";
import Clock from "~icons/ph/clock";
import Doubt from "~icons/ph/shield-warning";
import Failed from "~icons/ph/warning-circle-fill";
import { useSentence } from "../../design/ErrorLine/sentences";
import type { ProblemCode, SendState } from "../../matrix/model";
import type { MessageVerbs } from "./Message";
import { isSaid, type MessageItem } from "./rows";
import style from "./Status.module.css";

interface StatusProps {
  item: MessageItem;
  /** Says how far it came; doubts and changes are said of every message. */
  shown: boolean;
  /** Says how many have read it. */
  group: boolean;
  active: boolean;
  verbs: MessageVerbs;
}

/** The small line under a bubble. */
export function Status({ item, shown, group, active, verbs }: StatusProps) {
  const edited = isSaid(item) && item.edited;
  const doubtful = isSaid(item) && item.doubt === "sender";
  const { send } = item;
  if (!shown && !edited && !doubtful) return null;
  return (
    <div className={style.status}>
      {doubtful && (
        <span className={style.doubt}>
          <Doubt />
          <Trans>It is not certain who wrote this</Trans>
        </span>
      )}
      {edited && <Trans>changed</Trans>}
      {shown && send.state === "sending" && <Sending progress={send.progress} />}
      {shown && send.state === "waiting" && <Waits kept={send.kept} active={active} onDiscard={() => verbs.discard(item.key)} />}
      {shown && send.state === "sent" && <Sent readBy={send.readBy} group={group} />}
      {shown && send.state === "failed" && (
        <NotSent why={send.why} active={active} onResend={() => verbs.resend(item.key)} onDiscard={() => verbs.discard(item.key)} />
      )}
    </div>
  );
}

function Sending({ progress }: { progress: number | null }) {
  const { i18n } = useLingui();
  return (
    <span className={style.state}>
      <Clock />
      {progress === null ? (
        <Trans>Sending</Trans>
      ) : (
        <Trans>Sending, {{ percent: new Intl.NumberFormat(i18n.locale, { style: "percent" }).format(progress) }}</Trans>
      )}
    </span>
  );
}

interface WaitsProps {
  kept: boolean;
  active: boolean;
  onDiscard: () => void;
}

function Waits({ kept, active, onDiscard }: WaitsProps) {
  return (
    <span className={style.state}>
      <Clock />
      <span>
        {kept ? <Trans>Waits for the network</Trans> : <Trans>Waits for the network. Too large to keep: do not close the app.</Trans>}
      </span>
      <button type="button" className={style.discard} tabIndex={active ? undefined : -1} onClick={onDiscard}>
        <Trans>Discard</Trans>
      </button>
    </span>
  );
}

function Sent({ readBy, group }: { readBy: number; group: boolean }) {
  if (readBy === 0) {
    return (
      <span className={style.state}>
        <Check />
        <Trans>Sent</Trans>
      </span>
    );
  }
  return (
    <span className={`${style.state} ${style.read}`}>
      <Checks />
      <span>{group ? <Plural value={readBy} one="Read by #" other="Read by #" /> : <Trans>Read</Trans>}</span>
    </span>
  );
}

interface NotSentProps {
  why: Extract<SendState, { state: "failed" }>["why"];
  active: boolean;
  onResend: () => void;
  onDiscard: () => void;
}

/** What stays too large, too long or damaged, however often it is sent. */
const IN_VAIN: ReadonlySet<ProblemCode> = new Set(["tooLarge", "tooLong", "notAPicture", "mediaBroken"]);

function NotSent({ why, active, onResend, onDiscard }: NotSentProps) {
  const sentence = useSentence();
  const tab = active ? undefined : -1;
  return (
    <div className={style.failed}>
      <p className={style.why} role="alert">
        <Failed />
        <span>
          <Trans>Not sent. {{ why: sentence({ code: why, retryAfterMs: null }) }}</Trans>
        </span>
      </p>
      <div className={style.choices}>
        {!IN_VAIN.has(why) && (
          <button type="button" className={style.resend} tabIndex={tab} onClick={onResend}>
            <Trans>Send again</Trans>
          </button>
        )}
        <button type="button" className={style.discard} tabIndex={tab} onClick={onDiscard}>
          <Trans>Discard</Trans>
        </button>
      </div>
    </div>
  );
}
