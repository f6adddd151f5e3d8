import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Lock from "~icons/ph/lock-simple-fill";
import Cross from "~icons/ph/x";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button, IconButton } from "../../design/Button/Button";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page, Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { TopBar } from "../../design/TopBar/TopBar";
import { NAME_CHARS_MAX } from "../../matrix/limits";
import type { FoundPerson } from "../../matrix/model";
import { useMatrix, useVerb, useWatched } from "../../matrix/react";
import { draftsOf, type GroupDraft } from "../conversation/drafts";
import { addressOf } from "../place";
import { Acquainted } from "./Acquainted";
import { FindField } from "./FindField";
import style from "./NewChatScreen.module.css";
import { useFind } from "./useFind";

/** A name, and the handles of those who are to be in it. */
export function NewGroupScreen() {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { name, people, setName, setPeople, forget } = useGroupDraft();
  const create = useVerb(async () => {
    const roomId = await matrix.createGroup(
      name.trim(),
      people.map((person) => person.userId),
    );
    forget();
    // Back leads to where one came from, not to this form.
    location.replace(addressOf(roomId));
  });
  const add = (person: FoundPerson) => setPeople([...people, person]);
  const ready = name.trim() !== "" && people.length > 0;
  return (
    <Page
      top={<TopBar title={t`New group`} back="#/chats/new" deep replace />}
      bottom={
        <>
          <ProblemLine problem={create.problem} />
          {!ready && <Waits named={name.trim() !== ""} />}
          <Button busy={create.busy} disabled={!ready} onClick={() => void create.run()}>
            {people.length === 0 ? t`Start the group` : t`Start with ${plural(people.length, { one: "# person", other: "# people" })}`}
          </Button>
        </>
      }
    >
      <Field
        label={t`What is it called?`}
        value={name}
        onValue={setName}
        maxLength={NAME_CHARS_MAX}
        autoComplete="off"
        enterKeyHint="next"
        note={t`The house can read this name.`}
      />
      <Section title={t`Who is in it?`}>
        {people.length > 0 && (
          <Chosen people={people} onLeaveOut={({ userId }) => setPeople(people.filter((other) => other.userId !== userId))} />
        )}
        <AddPerson people={people} onAdd={add} />
      </Section>
      <Acquainted chosen={people} onAdd={add} />
      <LearnsLine icon={<Lock />}>
        <Trans>Only those who accept can read it, and only what is said from their invitation on. All see who else is in it.</Trans>
      </LearnsLine>
    </Page>
  );
}

/** Why the group cannot be started yet. */
function Waits({ named }: { named: boolean }) {
  return <p className={style.words}>{named ? <Trans>Somebody else has to be in it.</Trans> : <Trans>It needs a name first.</Trans>}</p>;
}

/** Outlives a reload, as what is written in a room does. */
function useGroupDraft() {
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const drafts = session.state === "signedIn" ? draftsOf(matrix, session.userId) : null;
  const [draft, setDraft] = useState<GroupDraft>(() => drafts?.readGroup() ?? { name: "", people: [] });
  const keep = (next: GroupDraft) => {
    drafts?.keepGroup(next);
    setDraft(next);
  };
  return {
    ...draft,
    setName: (name: string) => keep({ ...draft, name }),
    setPeople: (people: readonly FoundPerson[]) => keep({ ...draft, people }),
    forget: () => drafts?.keepGroup({ name: "", people: [] }),
  };
}

function Chosen({ people, onLeaveOut }: { people: readonly FoundPerson[]; onLeaveOut: (person: FoundPerson) => void }) {
  const { t } = useLingui();
  return (
    <Rows label={t`Chosen`}>
      {people.map((person) => (
        <Row
          key={person.userId}
          leading={<Avatar of={person.avatar} size={44} />}
          title={person.name}
          second={`@${person.handle}`}
          action={
            <IconButton label={t`Leave out ${{ name: person.name }}`} onClick={() => onLeaveOut(person)}>
              <Cross />
            </IconButton>
          }
        />
      ))}
    </Rows>
  );
}

function AddPerson({ people, onAdd }: { people: readonly FoundPerson[]; onAdd: (person: FoundPerson) => void }) {
  const { t } = useLingui();
  const find = useFind();
  const person = find.found?.state === "found" ? find.found.person : null;
  return (
    <>
      <FindField find={find} label={t`Handle`} />
      {person && (
        <Candidate
          person={person}
          there={people.some(({ userId }) => userId === person.userId)}
          onAdd={() => {
            onAdd(person);
            find.type("");
          }}
        />
      )}
    </>
  );
}

function Candidate({ person, there, onAdd }: { person: FoundPerson; there: boolean; onAdd: () => void }) {
  if (person.self) {
    return (
      <ErrorLine>
        <Trans>You are in it anyway.</Trans>
      </ErrorLine>
    );
  }
  if (there) {
    return (
      <ErrorLine>
        <Trans>{{ name: person.name }} is chosen already.</Trans>
      </ErrorLine>
    );
  }
  if (person.ignored) {
    return (
      <ErrorLine>
        <Trans>You have blocked {{ name: person.name }}.</Trans>
      </ErrorLine>
    );
  }
  return (
    <Rows>
      <Row
        whole
        leading={<Avatar of={person.avatar} size={44} />}
        title={person.name}
        second={`@${person.handle}`}
        action={
          <Button size="small" onClick={onAdd}>
            <Trans>Add</Trans>
          </Button>
        }
      />
    </Rows>
  );
}
