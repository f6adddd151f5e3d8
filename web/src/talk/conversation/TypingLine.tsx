import { Trans } from "@lingui/react/macro";
import type { Person } from "../../matrix/model";
import style from "./TypingLine.module.css";

/** Who is writing. Its room is always kept, so that nothing moves when it comes. */
export function TypingLine({ people }: { people: readonly Person[] }) {
  return (
    <p className={style.typing} role="status">
      <Typing people={people} />
    </p>
  );
}

export function Typing({ people }: { people: readonly Person[] }) {
  const [first, second] = people;
  if (!first) return null;
  if (!second) return <Trans>{{ name: first.name }} is writing …</Trans>;
  if (people.length === 2) {
    return (
      <Trans>
        {{ first: first.name }} and {{ second: second.name }} are writing …
      </Trans>
    );
  }
  return <Trans>Several are writing …</Trans>;
}
