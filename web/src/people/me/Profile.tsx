import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import Eye from "~icons/ph/eye";
import Camera from "~icons/ph/image-square";
import { Avatar } from "../../design/Avatar/Avatar";
import { type Painted, painted } from "../../design/Avatar/painted";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import { NAME_CHARS_MAX } from "../../matrix/limits";
import type { SignedIn } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import style from "./Profile.module.css";
import { usePaintedName } from "./paintedNames";
import { pictureOf } from "./pictureOf";

/** Name and picture, as others see them. */
export function Profile({ session }: { session: SignedIn }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  // Until they type, what stands there is what holds, wherever it was changed.
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? session.displayName;
  const [choosing, setChoosing] = useState(false);
  const save = useVerb(async () => {
    await matrix.setDisplayName(name.trim());
    setTyped(null);
    toast(t`You are ${name.trim() || `@${session.handle}`} now.`);
  });
  const changed = name.trim() !== session.displayName;

  return (
    <Page
      onSubmit={() => changed && void save.run()}
      top={<TopBar title={t`Profile`} back="#/me" />}
      bottom={
        <>
          <ProblemLine problem={save.problem} />
          <Button type="submit" busy={save.busy} disabled={!changed}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <div className={style.picture}>
        <Avatar of={session.avatar} size={96} />
        <Button kind="soft" size="small" onClick={() => setChoosing(true)}>
          {t`Change the picture`}
        </Button>
      </div>
      <Field
        label={t`What others call you`}
        name="name"
        autoComplete="nickname"
        value={name}
        onValue={setTyped}
        maxLength={NAME_CHARS_MAX}
        note={t`Without a name you go by your handle.`}
      />
      <Handle session={session} />
      <LearnsLine icon={<Eye />}>{t`Everyone who knows your handle can see this name and picture, and so can the house.`}</LearnsLine>
      {choosing && <PictureSheet session={session} onClose={() => setChoosing(false)} />}
    </Page>
  );
}

function Handle({ session }: { session: SignedIn }) {
  const { t } = useLingui();
  return (
    <div>
      <p className={style.label}>{t`Your handle`}</p>
      <p className={style.handle}>{`@${session.handle}:${session.serverName}`}</p>
      <p className={style.label}>{t`By it others find you. It stays the same for good.`}</p>
    </div>
  );
}

function PictureSheet({ session, onClose }: { session: SignedIn; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const file = useRef<HTMLInputElement>(null);
  const set = useVerb(async (picture: () => Promise<Blob | null>) => {
    await matrix.setAvatar(await picture());
    onClose();
  });
  return (
    <Sheet
      title={t`Your picture`}
      onClose={onClose}
      closable={!set.busy}
      bottom={
        <>
          <ProblemLine problem={set.problem} />
          <Button kind="soft" icon={<Camera />} busy={set.busy} onClick={() => file.current?.click()}>
            {t`Choose a picture of mine`}
          </Button>
          {session.avatar.picture && (
            <Button kind="danger" disabled={set.busy} onClick={() => void set.run(async () => null)}>
              {t`Remove the picture`}
            </Button>
          )}
        </>
      }
    >
      <PaintedThings disabled={set.busy} onChoose={(thing) => void set.run(() => pictureOf(thing.url))} />
      <input
        ref={file}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp,image/gif"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen) void set.run(async () => chosen);
        }}
      />
    </Sheet>
  );
}

function PaintedThings({ disabled, onChoose }: { disabled: boolean; onChoose: (thing: Painted) => void }) {
  const { t } = useLingui();
  const paintedName = usePaintedName();
  return (
    <ul className={style.painted} aria-label={t`Painted by the house`}>
      {painted.map((thing) => (
        <li key={thing.name}>
          <button
            type="button"
            className={style.thing}
            aria-label={paintedName(thing.name)}
            title={paintedName(thing.name)}
            disabled={disabled}
            onClick={() => onChoose(thing)}
          >
            <img src={thing.url} alt="" />
          </button>
        </li>
      ))}
    </ul>
  );
}
