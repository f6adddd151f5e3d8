import { useLingui } from "@lingui/react/macro";
import Devices from "~icons/ph/devices";
import { Banner } from "../../design/Banner/Banner";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { useMoments } from "../../design/moments";
import { toast } from "../../design/Toast/Toast";
import type { Device } from "../../matrix/model";
import { useMatrix, useNewest, useVerb, useWatched } from "../../matrix/react";
import { useDeviceName } from "../useDeviceName";
import style from "./NewDeviceNotice.module.css";

/** Asks about a new device of the person's own, one at a time, unless signs are being compared with it already. Draws nothing otherwise. */
export function NewDeviceNotice() {
  const matrix = useMatrix();
  const [device] = useWatched(matrix.newDevices);
  const verification = useWatched(matrix.verification);
  if (!device || verification?.own) return null;
  return <Asked device={device} key={device.id} />;
}

function Asked({ device }: { device: Device }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const matrix = useMatrix();
  const nameOf = useDeviceName();
  const seen = device.lastSeen === null ? null : full(device.lastSeen);
  const mine = useVerb(async () => {
    // Without keys there is nothing to confirm.
    if (device.verified === false) await matrix.startVerification();
    await matrix.knowDevice(device.id);
  });
  const notMine = useVerb(async () => {
    await matrix.signOutDevices([device.id]);
    location.hash = "#/me/ways-in";
    toast(t`${{ name: nameOf(device) }} is signed out. Now change your password, and remove any passkey that is not yours.`);
  });
  const problem = useNewest(mine.problem, notMine.problem);
  const busy = mine.busy || notMine.busy;
  return (
    <Banner
      label={t`A new device`}
      tone="amber"
      icon={<Devices />}
      title={
        device.name
          ? t`A new device signed in: ${{ name: device.name }}. Was that you?`
          : t`A device without a name signed in. Was that you?`
      }
      brief={{ words: t`A new device. Was that you?`, href: "#/me/devices" }}
      actions={
        <>
          <Button kind="soft" size="small" busy={mine.busy} disabled={busy} onClick={() => void mine.run()}>
            {t`Yes, it was me`}
          </Button>
          <Button kind="danger" size="small" busy={notMine.busy} disabled={busy} onClick={() => void notMine.run()}>
            {t`No, sign it out`}
          </Button>
          <ProblemLine problem={problem} />
        </>
      }
    >
      {seen === null
        ? t`It gets no keys to your messages until you confirm it.`
        : t`Seen about ${{ seen }}. It gets no keys to your messages until you confirm it.`}
      {!device.name && <span className={style.id}>{device.id}</span>}
    </Banner>
  );
}
