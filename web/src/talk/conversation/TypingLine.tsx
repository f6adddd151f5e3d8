import { Trans } from "@lingui/react/macro";
import type { Person } from "../../matrix/model";
import style from "./TypingLine.module.css";

interface TypingLineProps {
  people: readonly Person[];
  /** Who has not answered the invitation to this one-to-one conversation. */
  awaited: Person | null;
}

/** Who is writing, or is still waited for. Its room is always kept, so that nothing moves when it comes. */
export function TypingLine({ people, awaited }: TypingLineProps) {
  return (
    <p className={awaited && people.length === 0 ? `${style.typing} ${style.awaited}` : style.typing} role="status">
      {awaited && people.length === 0 ? (
        <Trans>{{ name: awaited.name }} has not accepted your invitation yet. What you write waits for them.</Trans>
      ) : (
        <Typing people={people} />
      )}
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
