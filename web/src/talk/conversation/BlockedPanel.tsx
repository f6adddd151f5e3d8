import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import Phone from "~icons/ph/device-mobile";
import Door from "~icons/ph/door-open";
import Hand from "~icons/ph/hand-palm";
import Prohibit from "~icons/ph/prohibit";
import Shield from "~icons/ph/shield-warning";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Sheet } from "../../design/Sheet/Sheet";
import type { Person } from "../../matrix/model";
import { useAnswer, useMatrix, useNewest, useVerb, type Verb } from "../../matrix/react";
import style from "./BlockedPanel.module.css";
import type { WhyBlocked } from "./whyBlocked";

interface BlockedPanelProps {
  roomId: string;
  blocked: WhyBlocked;
  /** The other one of a conversation between two. */
  person: Person | null;
}

/** Stands where one would write: why that is not possible now, and what mends it. */
export function BlockedPanel({ roomId, blocked, person }: BlockedPanelProps) {
  switch (blocked.reason) {
    case "identityChanged":
      return <IdentityChanged {...blocked} />;
    case "thisDeviceUnverified":
      return (
        // Where it is confirmed the notice above every place says.
        <Panel icon={<Phone />}>
          <Trans>This device is not confirmed as yours yet. Until then nobody could trust what it sends.</Trans>
        </Panel>
      );
    case "notAllowed":
      return (
        <Panel icon={<Hand />}>
          <Trans>Here you can read, not write.</Trans>
        </Panel>
      );
    case "suspended":
      return (
        // Since when and why the notice above every place says.
        <Panel icon={<Hand />}>
          <Trans>You are suspended. Here you can read, not write.</Trans>
        </Panel>
      );
    case "left":
      return (
        <Panel icon={<Door />}>
          <Trans>You have left. What was said until then stays here to read.</Trans>
        </Panel>
      );
    case "alone":
      return <Alone roomId={roomId} person={person} declined={blocked.declined} />;
  }
}

interface IdentityChangedProps {
  people: readonly Person[];
  /** Whose signs were compared before: to go on without comparing them again gives up what that was done for. */
  compared: readonly Person[];
}

function IdentityChanged({ people, compared }: IdentityChangedProps) {
  const matrix = useMatrix();
  const [giving, setGiving] = useState(false);
  const accept = useVerb(async () => {
    for (const person of people) await matrix.acceptNewIdentity(person.userId);
  });
  const compare = useVerb((userId: string) => matrix.startVerification(userId));
  const problem = useNewest(giving ? null : accept.problem, compare.problem);
  const first = compared[0] ?? people[0];
  if (!first) return null;
  const careful = compared.length > 0;
  return (
    <Panel
      icon={<Shield />}
      grave
      action={
        careful ? (
          <>
            <Button size="small" busy={compare.busy} onClick={() => void compare.run(first.userId)}>
              <Trans>Compare again with {{ name: first.name }}</Trans>
            </Button>
            <Button kind="quiet" size="small" onClick={() => setGiving(true)}>
              <Trans>Go on without comparing</Trans>
            </Button>
          </>
        ) : (
          <>
            <Button kind="soft" size="small" busy={accept.busy} onClick={() => void accept.run()}>
              <Plural value={people.length} one="Yes, it is still them" other="Yes, it is still all of them" />
            </Button>
            <Button kind="quiet" size="small" busy={compare.busy} onClick={() => void compare.run(first.userId)}>
              <Trans>Compare with {{ name: first.name }}</Trans>
            </Button>
          </>
        )
      }
      problem={
        <>
          <ProblemLine problem={problem} />
          {giving && <GiveUpSheet first={first} accept={accept} onClose={() => setGiving(false)} />}
        </>
      }
    >
      <Ask people={people} first={first} careful={careful} />
    </Panel>
  );
}

function Ask({ people, first, careful }: { people: readonly Person[]; first: Person; careful: boolean }) {
  return (
    <>
      <strong className={style.ask}>
        <Plural value={people.length} one="Is it still them?" other="Is it still all of them?" />
      </strong>{" "}
      {careful ? (
        <Trans>
          You have compared the small pictures with {{ name: first.name }}, and now other keys stand there. That happens with a lost phone,
          or when somebody pretends to be them. Until you answer, nothing is sent.
        </Trans>
      ) : people.length === 1 ? (
        <Trans>
          {{ name: first.name }} has new keys. That happens with a lost phone, or when somebody pretends to be them. Ask in another way.
          Until you answer, nothing is sent.
        </Trans>
      ) : (
        <Trans>
          {{ name: first.name }} and <Plural value={people.length - 1} one="# other" other="# others" /> have new keys. That happens with a
          lost phone, or when somebody pretends to be them. Ask in another way. Until you answer, nothing is sent.
        </Trans>
      )}
    </>
  );
}

function GiveUpSheet({ first, accept, onClose }: { first: Person; accept: Verb<[], void>; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Sheet
      title={t`Go on without comparing?`}
      onClose={onClose}
      closable={!accept.busy}
      bottom={
        <>
          <ProblemLine problem={accept.problem} />
          <Button kind="danger" busy={accept.busy} onClick={() => void accept.run()}>
            <Trans>Go on without comparing</Trans>
          </Button>
          <Button kind="outline" disabled={accept.busy} onClick={onClose}>
            <Trans>Back</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          Whoever has the new keys reads what you write from now on. Should that not be {{ name: first.name }}, nothing tells you: they no
          longer count as checked in person.
        </Trans>
      </p>
    </Sheet>
  );
}

function Alone({ roomId, person, declined }: { roomId: string; person: Person | null; declined: boolean }) {
  const matrix = useMatrix();
  const invite = useVerb((userId: string) => matrix.invite(roomId, userId));
  // Of an account that was closed nothing is found.
  const found = useAnswer(() => (person ? matrix.findPerson(person.userId) : Promise.resolve(null)));
  const closed = person !== null && found.state === "ready" && found.answer === null;
  return (
    <Panel
      icon={<Door />}
      action={
        person &&
        !closed &&
        found.state !== "loading" && (
          <Button kind="soft" size="small" busy={invite.busy} onClick={() => void invite.run(person.userId)}>
            <Trans>Invite again</Trans>
          </Button>
        )
      }
      problem={<ProblemLine problem={invite.problem} />}
    >
      <WhyAlone person={person} closed={closed} declined={declined} />
    </Panel>
  );
}

function WhyAlone({ person, closed, declined }: { person: Person | null; closed: boolean; declined: boolean }) {
  if (!person) return <Trans>All others have left. Nobody would read what you write.</Trans>;
  if (closed) return <Trans>{{ name: person.name }} has closed their account. Nobody would read what you write.</Trans>;
  if (declined) return <Trans>{{ name: person.name }} did not accept your invitation. Nobody would read what you write.</Trans>;
  return <Trans>{{ name: person.name }} is not here any more, or did not accept. Nobody would read what you write.</Trans>;
}

/** The same for somebody whom this person has blocked. */
export function IgnoredPanel({ person }: { person: Person }) {
  const unblock = useVerb(useMatrix().unblock);
  return (
    <Panel
      icon={<Prohibit />}
      action={
        <Button kind="soft" size="small" busy={unblock.busy} onClick={() => void unblock.run(person.userId)}>
          <Trans>Unblock</Trans>
        </Button>
      }
      problem={<ProblemLine problem={unblock.problem} />}
    >
      <Trans>You have blocked {{ name: person.name }}. You see nothing that they write.</Trans>
    </Panel>
  );
}

interface PanelProps {
  icon: ReactNode;
  /** Needs an answer before anything goes on. */
  grave?: boolean;
  action?: ReactNode;
  problem?: ReactNode;
  children: ReactNode;
}

function Panel({ icon, grave = false, action, problem, children }: PanelProps) {
  return (
    <section className={grave ? `${style.panel} ${style.grave}` : style.panel}>
      <span className={style.icon}>{icon}</span>
      <div className={style.inside}>
        <p className={style.words}>{children}</p>
        {action && <div className={style.actions}>{action}</div>}
        {problem}
      </div>
    </section>
  );
}
