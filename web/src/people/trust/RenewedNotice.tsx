import { useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import Shield from "~icons/ph/shield-warning";
import { Banner } from "../../design/Banner/Banner";
import { Button, ButtonLink } from "../../design/Button/Button";
import type { SignedIn } from "../../matrix/model";
import { leadToDevices } from "./notMe";

/** The person's identity was renewed on another device, by them or by somebody who passes for them. Draws nothing otherwise. */
export function RenewedNotice({ session }: { session: SignedIn }) {
  const { t } = useLingui();
  const [location] = useLocation();
  if (!session.renewedElsewhere || location === "/verify") return null;
  return (
    <Banner
      label={t`Your identity was renewed`}
      tone="amber"
      icon={<Shield />}
      title={t`Your identity was renewed on another device. Was it you?`}
      actions={
        <>
          <ButtonLink kind="soft" size="small" href="#/verify">
            {t`It was me: confirm this device`}
          </ButtonLink>
          <Button kind="danger" size="small" onClick={leadToDevices}>
            {t`It was not me`}
          </Button>
        </>
      }
    >
      {t`This device cannot write in private until it is confirmed again, and the recovery code from before opens nothing more.`}
    </Banner>
  );
}
