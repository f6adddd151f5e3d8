import { useLingui } from "@lingui/react/macro";
import Plus from "~icons/ph/plus";
import { Avatar } from "../../design/Avatar/Avatar";
import { IconButton } from "../../design/Button/Button";
import { Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import type { FoundPerson } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";

/** More are found by handle. */
const ACQUAINTED_SHOWN_MAX = 30;

/** Those whom one talks with anyway, the latest first: nobody types their handles again. */
export function Acquainted({ chosen, onAdd }: { chosen: readonly FoundPerson[]; onAdd: (person: FoundPerson) => void }) {
  const { t } = useLingui();
  const rooms = useWatched(useMatrix().rooms);
  const people = rooms
    .flatMap(({ id, person, invite }) => (person && !invite ? [{ ...person, ignored: false, self: false, directRoomId: id }] : []))
    .filter((person, at, all) => all.findIndex(({ userId }) => userId === person.userId) === at)
    .filter(({ userId }) => chosen.every((other) => other.userId !== userId))
    .slice(0, ACQUAINTED_SHOWN_MAX);
  if (people.length === 0) return null;
  return (
    <Section title={t`Whom you talk with`}>
      <Rows label={t`Whom you talk with`}>
        {people.map((person) => (
          <Row
            key={person.userId}
            whole
            leading={<Avatar of={person.avatar} size={44} />}
            title={person.name}
            second={`@${person.handle}`}
            action={
              <IconButton label={t`Add ${{ name: person.name }}`} onClick={() => onAdd(person)}>
                <Plus />
              </IconButton>
            }
          />
        ))}
      </Rows>
    </Section>
  );
}
