import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { Tally, TallyPart, TallyPartState } from "../../../../matrix/model";
import { fullTime } from "../../../words/when";

/** Where a part stands, in a list of them. */
export function usePartWord(): (state: TallyPartState) => string {
  const { t } = useLingui();
  return (state) => {
    const words: Record<TallyPartState, string> = {
      asked: t`Not yet`,
      onItsWay: t`On its way`,
      paid: t`Paid`,
      declined: t`Declined`,
      withdrawn: t`Withdrawn`,
      late: t`Not paid`,
      own: t`Asks for it`,
    };
    return words[state];
  };
}

/** Where it stands for whoever looks. */
export function useStateSentence(tally: Tally, me: string): string {
  const { t, i18n } = useLingui();
  const asker = tally.asker?.name ?? t`Somebody who has left`;
  const when = fullTime(tally.until, i18n.locale);
  const only = theOnly(tally);
  const name = only?.person?.name ?? t`Somebody who has left`;
  const count = t`${{ paid: tally.paid }} of ${plural(tally.asked, { one: "# person", other: "# people" })} paid`;
  if (tally.mine) {
    const mine: Record<TallyPartState, string> = {
      asked: t`${asker} asks you for this, until ${when}.`,
      onItsWay: t`Your money is on its way.`,
      paid: t`You have paid.`,
      declined: t({ message: "You declined it.", context: "what somebody asked for" }),
      withdrawn: t`${asker} has withdrawn it.`,
      late: t`Its time is over.`,
      own: "",
    };
    return mine[tally.mine.state];
  }
  const own = tally.asker?.userId === me;
  if (tally.state === "withdrawn") return own ? t`You have withdrawn it. ${count}.` : t`${asker} has withdrawn it. ${count}.`;
  if (tally.state === "late") return t`Its time is over. ${count}.`;
  if (!own || !only) return `${count}.`;
  if (only.state === "paid") return t`${name} has paid.`;
  return only.state === "declined" ? t`${name} does not pay it.` : t`It waits for ${name}, until ${when}.`;
}

/** The part of the only one who is asked; null where they are several. */
function theOnly({ parts }: Tally): TallyPart | null {
  const asked = parts?.filter(({ state }) => state !== "own") ?? [];
  return asked.length === 1 ? (asked[0] ?? null) : null;
}
