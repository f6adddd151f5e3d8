import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import Phone from "~icons/ph/device-mobile";
import Tablet from "~icons/ph/device-tablet";
import Unknown from "~icons/ph/devices";
import Computer from "~icons/ph/laptop";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { Tag } from "../../design/Tag/Tag";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import type { Device as DeviceOf } from "../../matrix/model";
import { useMatrix, useNewest, useVerb, useWatched } from "../../matrix/react";
import { useDeviceName } from "../useDeviceName";
import style from "./Devices.module.css";
import { deviceKind } from "./deviceKind";

/** Where the person is signed in; each can be named and signed out. `notMe`: they have found that somebody else is among them. */
export function Devices({ notMe = false }: { notMe?: boolean }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { state, devices } = useWatched(matrix.devices);
  const [chosen, setChosen] = useState<string | null>(null);
  const [leavingOthers, setLeavingOthers] = useState(false);
  const refresh = useVerb(matrix.refreshDevices);
  useEffect(() => void refresh.run(), [refresh.run]);
  const device = devices.find((one) => one.id === chosen);
  const others = devices.filter((one) => !one.self);

  return (
    <Page
      top={<TopBar title={t`Devices`} back="#/me" />}
      bottom={
        others.length > 0 && (
          <Button kind="danger" onClick={() => setLeavingOthers(true)}>
            {t`Sign out all others`}
          </Button>
        )
      }
    >
      {notMe ? <NotMe /> : <p>{t`You are signed in here. A device that you do not know should go.`}</p>}
      {state === "loading" && devices.length === 0 && <SkeletonRows count={3} label={t`Asking the house`} />}
      {state === "failed" && (
        <ErrorLine
          action={
            <Button kind="outline" size="small" busy={refresh.busy} onClick={() => void refresh.run()}>
              {t`Try again`}
            </Button>
          }
        >
          {t`The house did not tell which devices there are.`}
        </ErrorLine>
      )}
      {devices.length > 0 && <List devices={devices} onOpen={setChosen} />}
      {device && <DeviceSheet device={device} onClose={() => setChosen(null)} />}
      {leavingOthers && <OthersSheet others={others} onClose={() => setLeavingOthers(false)} />}
    </Page>
  );
}

/** Stands in the page, and over nothing that is pressed next. */
function NotMe() {
  const { t } = useLingui();
  return (
    <ErrorLine
      action={
        <ButtonLink kind="outline" size="small" href="#/me/ways-in">
          {t`Change the password`}
        </ButtonLink>
      }
    >
      {t`Sign out the device that you do not know, and change your password.`}
    </ErrorLine>
  );
}

function List({ devices, onOpen }: { devices: readonly DeviceOf[]; onOpen: (id: string) => void }) {
  const { t } = useLingui();
  const nameOf = useDeviceName();
  return (
    <Rows label={t`Devices`}>
      {devices.map((one) => (
        <Row
          key={one.id}
          wraps
          leads
          leading={<Icon name={one.name} />}
          title={nameOf(one)}
          second={<DeviceLine device={one} withId />}
          meta={one.self ? <Tag tone="jade">{t`this one`}</Tag> : undefined}
          onClick={() => onOpen(one.id)}
        />
      ))}
    </Rows>
  );
}

function Icon({ name }: { name: string }) {
  const Kind = { phone: Phone, tablet: Tablet, computer: Computer, unknown: Unknown }[deviceKind(name)];
  return <Kind />;
}

/** `withId`: where it has no name, by which id the house knows it. */
function DeviceLine({ device, withId = false }: { device: DeviceOf; withId?: boolean }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const session = useWatched(useMatrix().session);
  // One that is not confirmed itself cannot know it of the others.
  const knows = device.self || (session.state === "signedIn" && session.verified === true);
  const trust = device.verified === null || !knows ? null : device.verified ? t`Confirmed` : t`Not confirmed`;
  // The house notes only now and then when a device was seen, so the words say "about"; this one is seen at this moment.
  const seen = device.self || device.lastSeen === null ? null : full(device.lastSeen);
  const line = seen === null ? trust : trust === null ? t`Seen about ${seen}` : t`${trust}, seen about ${seen}`;
  if (!withId || device.name) return <>{line}</>;
  return (
    <>
      {line}
      <span className={style.id}>{device.id}</span>
    </>
  );
}

function DeviceSheet({ device, onClose }: { device: DeviceOf; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const nameOf = useDeviceName();
  const [name, setName] = useState(device.name);
  const rename = useVerb(async () => {
    await matrix.renameDevice(device.id, name.trim());
    onClose();
  });
  const signOut = useVerb(async () => {
    await matrix.signOutDevices([device.id]);
    toast(t`${{ name: nameOf(device) }} is signed out.`);
    onClose();
  });
  const verify = useVerb(async () => {
    await matrix.startVerification();
    onClose();
  });
  const problem = useNewest(rename.problem, signOut.problem, verify.problem);
  const changed = name.trim() !== "" && name.trim() !== device.name;
  return (
    <Sheet
      title={nameOf(device)}
      onClose={onClose}
      onSubmit={() => changed && void rename.run()}
      bottom={
        <>
          <ProblemLine problem={problem} />
          <Button type="submit" busy={rename.busy} disabled={!changed}>
            {t`Save the name`}
          </Button>
          {!device.self && device.verified === false && (
            <Button kind="soft" busy={verify.busy} onClick={() => void verify.run()}>
              {t`Confirm by comparing`}
            </Button>
          )}
          {!device.self && (
            <Button kind="danger" busy={signOut.busy} onClick={() => void signOut.run()}>
              {t`Sign it out`}
            </Button>
          )}
        </>
      }
    >
      <Field
        label={t`Name of this device`}
        name="device"
        autoComplete="off"
        value={name}
        onValue={setName}
        note={<DeviceLine device={device} withId />}
      />
    </Sheet>
  );
}

function OthersSheet({ others, onClose }: { others: readonly DeviceOf[]; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const signOut = useVerb(async () => {
    await matrix.signOutDevices(others.map((one) => one.id));
    onClose();
  });
  return (
    <Sheet
      title={t`Sign out all others?`}
      onClose={onClose}
      closable={!signOut.busy}
      bottom={
        <>
          <ProblemLine problem={signOut.problem} />
          <Button kind="danger" busy={signOut.busy} onClick={() => void signOut.run()}>
            {t`Sign out ${plural(others.length, { one: "# device", other: "# devices" })}`}
          </Button>
          <Button kind="outline" disabled={signOut.busy} onClick={onClose}>
            {t`Leave them`}
          </Button>
        </>
      }
    >
      <p>{t`Only this device stays. The others forget your messages and keys as soon as they hear of it.`}</p>
    </Sheet>
  );
}
