import { Trans, useLingui } from "@lingui/react/macro";
import Door from "~icons/ph/door-open";
import { Banner } from "../../design/Banner/Banner";
import { Button } from "../../design/Button/Button";
import { useMoments } from "../../design/moments";
import { useMatrix, useWatched } from "../../matrix/react";

/** Where somebody removed the person, until they have seen it; one at a time. Draws nothing otherwise. */
export function Removals() {
  const { t } = useLingui();
  const { full } = useMoments();
  const matrix = useMatrix();
  const [removal] = useWatched(matrix.removals);
  if (!removal) return null;
  const moment = full(removal.at);
  return (
    <Banner
      label={t`You were removed`}
      tone="amber"
      icon={<Door />}
      title={t`${{ name: removal.by.name }} removed you from ${{ conversation: removal.name }}.`}
      actions={
        <Button kind="soft" size="small" onClick={() => matrix.noteRemoval(removal.roomId)}>
          <Trans>Seen</Trans>
        </Button>
      }
    >
      {removal.reason && `${t`They gave this reason: ${{ reason: removal.reason }}`} `}
      {t`That was ${{ moment }}. You read nothing that is said there from then on.`}
    </Banner>
  );
}
