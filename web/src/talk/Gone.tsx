import { Trans, useLingui } from "@lingui/react/macro";
import { EmptyState } from "../design/EmptyState/EmptyState";
import { SkeletonLines } from "../design/Skeleton/Skeleton";
import type { SignedIn } from "../matrix/model";
import { useMatrix, useWatched } from "../matrix/react";

/** In place of a conversation that this person is not in: who removed them and why, as far as that is known. */
export function Gone({ session, roomId }: { session: Pick<SignedIn, "freshness">; roomId: string }) {
  const { t } = useLingui();
  const removal = useWatched(useMatrix().removals).find((one) => one.roomId === roomId);
  if (!removal && session.freshness === "cached") return <SkeletonLines label={t`The conversation is on its way`} />;
  return (
    <EmptyState motif="boat">
      {removal ? (
        <Trans>
          {{ name: removal.by.name }} removed you from {{ conversation: removal.name }}.
        </Trans>
      ) : (
        <Trans>This conversation is not yours, or not any more.</Trans>
      )}
      {removal?.reason && (
        <>
          {" "}
          <Trans>They gave this reason: {{ reason: removal.reason }}</Trans>
        </>
      )}
    </EmptyState>
  );
}
