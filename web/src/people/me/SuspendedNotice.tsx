import { useLingui } from "@lingui/react/macro";
import Hand from "~icons/ph/hand-palm";
import { Banner } from "../../design/Banner/Banner";
import { useMoments } from "../../design/moments";
import { useMe } from "./meStore";

/** The house has suspended the person: since when, why, and what stays open. Draws nothing otherwise. */
export function SuspendedNotice() {
  const { t } = useLingui();
  const { date } = useMoments();
  const { now } = useMe();
  if (now.state !== "ready" || !now.me.suspended) return null;
  const { reason, since } = now.me.suspended;
  const day = date(since);
  return (
    <Banner
      label={t`You are suspended`}
      tone="red"
      icon={<Hand />}
      title={t`Suspended since ${day}. You can read and leave, but not write.`}
    >
      {reason ? t`The reason the house gives: ${reason}` : t`The house gives no reason.`}
    </Banner>
  );
}
