import { useLingui } from "@lingui/react/macro";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import type { Person } from "../../matrix/model";
import { useMatrix, useVerb, useWatched } from "../../matrix/react";

/** People whose messages and invitations do not reach this person. */
export function Blocked() {
  const { t } = useLingui();
  const matrix = useMatrix();
  const people = useWatched(matrix.ignored);
  const unblock = useVerb(async (person: Person) => {
    await matrix.unblock(person.userId);
    toast(t`${person.name} can reach you again.`);
  });
  return (
    <Page top={<TopBar title={t`Blocked people`} back="#/me" />}>
      {people.length === 0 ? (
        <EmptyState motif="crane">{t`You have blocked nobody. You see nothing of what somebody writes while they are blocked, nor their invitations. They are not told.`}</EmptyState>
      ) : (
        <>
          <p>{t`While they are blocked you see nothing of what they write, nor their invitations. They are not told.`}</p>
          <ProblemLine problem={unblock.problem} />
          <Rows label={t`Blocked people`}>
            {people.map((person) => (
              <Row
                key={person.userId}
                wraps
                leading={<Avatar of={person.avatar} size={52} />}
                title={person.name}
                second={person.userId}
                action={
                  <Button kind="outline" size="small" disabled={unblock.busy} onClick={() => void unblock.run(person)}>
                    {t`Unblock`}
                  </Button>
                }
              />
            ))}
          </Rows>
        </>
      )}
    </Page>
  );
}
