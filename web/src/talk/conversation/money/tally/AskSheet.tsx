import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import Eye from "~icons/ph/eye";
import { minorOf, moneyText } from "../../../../design/Amount/money";
import { Button } from "../../../../design/Button/Button";
import { ErrorLine, ProblemLine } from "../../../../design/ErrorLine/ErrorLine";
import { Field } from "../../../../design/Field/Field";
import { LearnsLine } from "../../../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../../../design/Sheet/Sheet";
import type { Person, Problem, RoomSummary, TallyWanted } from "../../../../matrix/model";
import { useMatrix, useVerb, useWatched } from "../../../../matrix/react";
import { Sharers } from "./Sharers";
import { CURRENCY, NOTE_MAX, type Outcome, type Splitting, split } from "./splitting";
import { useUnreadyWords } from "./useUnreadyWords";

/** So many of a group are ticked from the beginning; of more one chooses. */
const TICKED_MAX = 20;

/** Asks for money here: of the other in a pair, in a group of several who share a bill. Nothing is paid here, and nothing of one's own goes out. */
export function AskSheet({ room, onClose }: { room: RoomSummary; onClose: () => void }) {
  const { t } = useLingui();
  const others = useOthers(room);
  const form = useForm(others, room.person !== null);
  const outcome = split(form.value);
  const ask = useAsking(room, onClose);
  const { clear } = ask;
  const said = JSON.stringify(form.value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was refused was something else
  useEffect(clear, [said]);
  return (
    <Sheet
      title={room.person ? t`Ask for money` : t`Split a bill`}
      onClose={onClose}
      closable={!ask.busy}
      onSubmit={() => outcome.wanted && void ask.run(outcome.wanted)}
      bottom={
        <>
          <Refused problem={ask.problem} />
          <Button type="submit" busy={ask.busy} disabled={!outcome.wanted}>
            <AskWord outcome={outcome} />
          </Button>
        </>
      }
    >
      <Whole form={form} outcome={outcome} pair={room.person !== null} />
      {!room.person && <Sharers others={others} form={form} outcome={outcome} />}
      <LearnsLine icon={<Eye />}>
        {room.person
          ? t`${{ name: room.person.name }} sees what you ask for, and pays in the wallet or declines. The house reads it too, with what it is for.`
          : t`Those you ask see who has paid; others here see how many have. The house reads it too, with what it is for.`}
      </LearnsLine>
    </Sheet>
  );
}

/** How much, and for what. */
function Whole({ form, outcome, pair }: { form: ReturnType<typeof useForm>; outcome: Outcome; pair: boolean }) {
  const { t } = useLingui();
  const words = useUnreadyWords();
  const { total, note } = form.value;
  const noAmount = form.typedTotal.trim() !== "" && !total;
  return (
    <>
      <Field
        label={pair ? t`Amount` : t`How much in all`}
        name="amount"
        before="¥"
        inputMode="decimal"
        autoComplete="off"
        data-first=""
        value={form.typedTotal}
        onValue={form.setTypedTotal}
        wrong={words(noAmount ? "noAmount" : outcome.unready)}
      />
      <Field label={t`For what`} name="note" autoComplete="off" maxLength={NOTE_MAX} value={note} onValue={form.setNote} />
    </>
  );
}

function AskWord({ outcome: { wanted, own } }: { outcome: Outcome }) {
  const { t, i18n } = useLingui();
  if (!wanted) return t`Ask`;
  const amount = moneyText({ minor: wanted.amount.minor - Math.max(0, own), currency: CURRENCY }, i18n.locale);
  return t`Ask for ${amount}`;
}

function Refused({ problem }: { problem: Problem | null }) {
  const { t } = useLingui();
  if (problem?.code === "forbidden") return <ErrorLine>{t`Not all of them are here. Nothing was asked.`}</ErrorLine>;
  if (problem?.code === "rateLimited" && problem.retryAfterMs === null) {
    return <ErrorLine>{t`You ask for so much already. Wait until some of it is paid, or withdraw some. Nothing was asked.`}</ErrorLine>;
  }
  return <ProblemLine problem={problem} />;
}

/** Who can be asked here: who has not come yet cannot. */
function useOthers(room: RoomSummary): readonly Person[] {
  const detail = useWatched(useMatrix().room(room.id));
  if (room.person) return [room.person];
  return detail?.members.filter(({ self, membership }) => !self && membership === "joined") ?? room.faces;
}

/** What is chosen and typed. */
export function useForm(others: readonly Person[], pair: boolean) {
  const session = useWatched(useMatrix().session);
  const [typedTotal, setTypedTotal] = useState("");
  const [note, setNote] = useState("");
  const [alike, setAlike] = useState(true);
  const [withMe, setWithMe] = useState(!pair);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  // Whoever is not ticked by hand stands as they do at the beginning: members may come in while the form is open.
  const [turned, setTurned] = useState<Readonly<Record<string, boolean>>>({});
  const from = others.length <= TICKED_MAX;
  const ticked = others.map(({ userId }) => userId).filter((userId) => turned[userId] ?? from);
  const me = session.state === "signedIn" ? session.userId : "";
  const value: Splitting = { total: minorOf(typedTotal, CURRENCY), me, note, alike, ticked, withMe, typed };
  const tick = (userId: string, on: boolean) => setTurned((now) => ({ ...now, [userId]: on }));
  const type = (userId: string, text: string) => setTyped((now) => ({ ...now, [userId]: text }));
  return { value, typedTotal, setTypedTotal, setNote, setAlike, setWithMe, tick, type };
}

/** Asks once, however often the same is pressed, and tells the conversation. */
function useAsking(room: RoomSummary, onDone: () => void) {
  const { i18n, t } = useLingui();
  const matrix = useMatrix();
  const once = useRef({ what: "", key: "" });
  return useVerb(async (wanted: TallyWanted) => {
    const what = JSON.stringify(wanted);
    if (once.current.what !== what) once.current = { what, key: crypto.randomUUID() };
    const tally = await matrix.askForMoney(room.id, once.current.key, wanted);
    const amount = moneyText(tally.amount, i18n.locale);
    const words =
      tally.asked > 1
        ? t`A bill of ${amount} is split. It is paid in Teahouse.`
        : t`Money is asked for: ${amount}. It is paid in Teahouse.`;
    await matrix.sendMoney(room.id, { kind: "tally", id: tally.id }, words);
    onDone();
  });
}
