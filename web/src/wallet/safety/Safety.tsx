import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import Chats from "~icons/ph/chat-teardrop-text";
import Coins from "~icons/ph/coins";
import Devices from "~icons/ph/devices";
import Fingerprint from "~icons/ph/fingerprint";
import HandPalm from "~icons/ph/hand-palm";
import Plus from "~icons/ph/plus-circle";
import SignOutIcon from "~icons/ph/sign-out";
import Snowflake from "~icons/ph/snowflake";
import Translate from "~icons/ph/translate";
import { useMoments } from "../../design/moments";
import { Page, Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { Tag } from "../../design/Tag/Tag";
import { TopBar } from "../../design/TopBar/TopBar";
import { type Answer, useAnswer, useVerb } from "../../matrix/react";
import { CodePhones } from "../guard/CodePhones";
import type { PaymentPasskey, SessionShown } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { AddPasskeySheet, PasskeySheet } from "./PasskeySheets";
import { AllSessionsSheet, SessionSheet } from "./SessionSheets";

type Open =
  | { readonly what: "add" }
  | { readonly what: "passkey"; readonly passkey: PaymentPasskey }
  | { readonly what: "session"; readonly session: SessionShown }
  | { readonly what: "all" };

/** What opens this wallet, and where it is open. */
export function Safety() {
  const { t } = useLingui();
  const wallet = useWallet();
  const passkeys = useAnswer(wallet.passkeys);
  const sessions = useAnswer(wallet.sessions);
  const phones = useAnswer(wallet.phones);
  const house = useAnswer(wallet.house);
  const leave = useVerb(wallet.signOut);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const done = async () => {
    close();
    await Promise.all([passkeys.again(), sessions.again()]);
  };
  return (
    <Page alone top={<TopBar title={t`Safety and look`} back="#/" deep />}>
      <Codes />
      <Section title={t`Phones that show codes`}>
        <Answered of={phones}>{(answer) => <CodePhones of={answer} onDone={phones.again} />}</Answered>
      </Section>
      <Section title={t`Payment passkeys`}>
        <Answered of={passkeys}>{(answer) => <Passkeys of={answer} onOpen={setOpen} />}</Answered>
      </Section>
      <Section title={t`Where the wallet is open`}>
        <Answered of={sessions}>{(answer) => <Sessions of={answer} onOpen={setOpen} />}</Answered>
      </Section>
      <Section title={t`More`}>
        <Rows>
          <Row leads leading={<Translate />} title={t`Language and look`} href="#/look" />
          {house.state === "ready" && <Row wraps leads leading={<Chats />} title={t`To the conversations`} href={house.answer.appUrl} />}
          <Row leading={<SignOutIcon />} title={t`Sign out`} onClick={() => void leave.run()} />
        </Rows>
        <WalletProblemLine problem={leave.problem} />
      </Section>
      {open?.what === "add" && <AddPasskeySheet onClose={close} onDone={done} />}
      {open?.what === "passkey" && (
        <PasskeySheet
          passkey={open.passkey}
          last={passkeys.state === "ready" && passkeys.answer.length === 1}
          onClose={close}
          onDone={done}
        />
      )}
      {open?.what === "session" && <SessionSheet session={open.session} onClose={close} onDone={done} />}
      {open?.what === "all" && <AllSessionsSheet onClose={close} />}
    </Page>
  );
}

function Codes() {
  const { t } = useLingui();
  return (
    <Section title={t`Codes`}>
      <Rows>
        <Row leads leading={<Snowflake />} title={t`Freeze my wallet`} href="#/freeze" />
        <Row leads leading={<Coins />} title={t`Limits`} href="#/limits" />
        <Row leads leading={<HandPalm />} title={t`Refused codes`} href="#/attempts" />
      </Rows>
    </Section>
  );
}

function Answered<T>({ of, children }: { of: Answer<T> & { readonly again: () => Promise<void> }; children: (answer: T) => ReactNode }) {
  const { t } = useLingui();
  if (of.state === "ready") return children(of.answer);
  if (of.state === "loading") return <SkeletonRows count={2} label={t`Asking the house`} />;
  return <Retry problem={of.problem} again={() => void of.again()} />;
}

function Passkeys({ of, onOpen }: { of: readonly PaymentPasskey[]; onOpen: (open: Open) => void }) {
  const { t } = useLingui();
  const { date, full } = useMoments();
  return (
    <Rows label={t`Payment passkeys`}>
      {of.map((passkey) => {
        const added = date(passkey.createdAt);
        const used = passkey.lastUsedAt === null ? null : full(passkey.lastUsedAt);
        return (
          <Row
            key={passkey.id}
            wraps
            leads
            leading={<Fingerprint />}
            title={passkey.name || t`A passkey without a name`}
            meta={passkey.lostAt ? <Tag tone="red">{t`lost`}</Tag> : undefined}
            second={used === null ? t`Added ${added}, not used yet` : t`Added ${added}, last used ${used}`}
            onClick={() => onOpen({ what: "passkey", passkey })}
          />
        );
      })}
      <Row leading={<Plus />} title={t`Add a payment passkey`} onClick={() => onOpen({ what: "add" })} />
    </Rows>
  );
}

function Sessions({ of, onOpen }: { of: readonly SessionShown[]; onOpen: (open: Open) => void }) {
  const { t } = useLingui();
  const { full } = useMoments();
  return (
    <Rows label={t`Where the wallet is open`}>
      {of.map((session) => {
        const since = full(session.createdAt);
        return (
          <Row
            key={session.id}
            wraps
            leads={!session.isThis}
            leading={<Devices />}
            title={session.name || t`A browser without a name`}
            second={t`Since ${since}`}
            mark={session.scope === "receive" && <Tag tone="amber">{t`counter`}</Tag>}
            meta={session.isThis ? <Tag tone="jade">{t`this one`}</Tag> : undefined}
            {...(!session.isThis && { onClick: () => onOpen({ what: "session", session }) })}
          />
        );
      })}
      {of.length > 1 && <Row leading={<SignOutIcon />} title={t`Sign out everywhere`} onClick={() => onOpen({ what: "all" })} />}
    </Rows>
  );
}
