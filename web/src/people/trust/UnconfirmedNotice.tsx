import { useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import Shield from "~icons/ph/shield-warning";
import { Banner } from "../../design/Banner/Banner";
import { ButtonLink } from "../../design/Button/Button";
import type { SignedIn } from "../../matrix/model";

/** The person has put off confirming this device: says what that costs, and where it is done. Draws nothing otherwise. */
export function UnconfirmedNotice({ session }: { session: SignedIn }) {
  const { t } = useLingui();
  const [location] = useLocation();
  if (session.next !== "later" || session.renewedElsewhere || location === "/verify") return null;
  return (
    <Banner
      label={t`This device is not confirmed`}
      tone="amber"
      icon={<Shield />}
      title={t`This device is not confirmed yet.`}
      actions={
        <ButtonLink kind="soft" size="small" href="#/verify">
          {t`Confirm this device`}
        </ButtonLink>
      }
    >
      {t`It has no keys to your messages: it cannot read them, nor write in private.`}
    </Banner>
  );
}
