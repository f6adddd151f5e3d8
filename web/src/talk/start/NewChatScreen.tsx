import { Trans, useLingui } from "@lingui/react/macro";
import Eye from "~icons/ph/eye";
import Users from "~icons/ph/users-three";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { TopBar } from "../../design/TopBar/TopBar";
import type { FoundPerson } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import { addressOf } from "../place";
import { FindField } from "./FindField";
import style from "./NewChatScreen.module.css";
import { useFind } from "./useFind";

/** Finds a person by their exact handle and begins to talk; or leads to a new group. */
export function NewChatScreen() {
  const { t } = useLingui();
  const find = useFind();
  return (
    <Page top={<TopBar title={t`New conversation`} back="#/chats" />}>
      <FindField find={find} label={t`Their handle`} channels />
      {find.found?.state === "found" && <Card person={find.found.person} />}
      <LearnsLine icon={<Eye />}>
        <Trans>People are found by their whole handle only; nobody can be browsed. They learn of you when you write.</Trans>
      </LearnsLine>
      <Rows>
        <Row
          href="#/chats/new/group"
          replace
          leading={<Users />}
          title={t`New group`}
          second={t`Several people, only they can read`}
          wraps
          leads
        />
      </Rows>
    </Page>
  );
}

function Card({ person }: { person: FoundPerson }) {
  return (
    <section className={style.card} aria-live="polite">
      <Avatar of={person.avatar} size={96} />
      <h2 className={style.name}>{person.name}</h2>
      <p className={style.handle}>@{person.handle}</p>
      <Next person={person} />
    </section>
  );
}

function Next({ person }: { person: FoundPerson }) {
  const matrix = useMatrix();
  const talk = useVerb(async () => {
    const roomId = await matrix.createDirect(person.userId);
    // Back leads to where one came from, not to this form.
    location.replace(addressOf(roomId));
  });
  const unblock = useVerb(() => matrix.unblock(person.userId));
  if (person.self) {
    return (
      <p className={style.words}>
        <Trans>This is you.</Trans>
      </p>
    );
  }
  if (person.ignored && !unblock.busy) {
    return (
      <>
        <p className={style.words}>
          <Trans>You have blocked {{ name: person.name }}.</Trans>
        </p>
        <ProblemLine problem={unblock.problem} />
        <Button kind="soft" busy={unblock.busy} onClick={() => void unblock.run().then(() => talk.run())}>
          <Trans>Unblock and write</Trans>
        </Button>
      </>
    );
  }
  if (person.directRoomId) {
    return (
      <>
        <p className={style.words}>
          <Trans>You two are already talking.</Trans>
        </p>
        <ButtonLink href={addressOf(person.directRoomId)}>
          <Trans>Open the conversation</Trans>
        </ButtonLink>
      </>
    );
  }
  return (
    <>
      <ProblemLine problem={talk.problem} />
      <Button busy={talk.busy} onClick={() => void talk.run()}>
        <Trans>Write to {{ name: person.name }}</Trans>
      </Button>
    </>
  );
}
