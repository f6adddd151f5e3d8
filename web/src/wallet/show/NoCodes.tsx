import { useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";

/** Every one-time number is used or void, and only the house gives new ones. */
export function NoCodes({ online, busy, onAgain }: { online: boolean; busy: boolean; onAgain: () => void }) {
  const { t } = useLingui();
  return (
    <ErrorLine
      action={
        <Button kind="outline" size="small" busy={busy} onClick={onAgain}>
          {t`Fetch new ones`}
        </Button>
      }
    >
      {online
        ? t`This phone has no codes left. The house gives new ones.`
        : t`This phone has no codes left, and no network to fetch new ones.`}
    </ErrorLine>
  );
}
