import type { TallyAnswer } from "../../api/tallies.ts";
import type { Person, Tally } from "../model.ts";

/** Money that is asked for, as the house tells it. */
export function toTally(answer: TallyAnswer, person: (userId: string) => Person): Tally {
  const known = (userId: string | undefined) => (userId === undefined ? null : person(userId));
  const { id, state, amount, asked, paid, until } = answer;
  return {
    ...{ id, state, amount, asked, paid, until },
    note: answer.note ?? "",
    asker: known(answer.asker),
    mine: answer.mine ?? null,
    parts: answer.parts?.map(({ user_id, ...part }) => ({ ...part, person: known(user_id) })) ?? null,
  };
}
