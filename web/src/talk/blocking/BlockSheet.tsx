import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";

interface BlockSheetProps {
  name: string;
  onBlock: () => Promise<void>;
  onBlocked?: () => void;
  onClose: () => void;
}

/** Says what blocking does before it is done. */
export function BlockSheet({ name, onBlock, onBlocked, onClose }: BlockSheetProps) {
  const { t } = useLingui();
  const block = useVerb(async () => {
    await onBlock();
    onClose();
    onBlocked?.();
  });
  return (
    <Sheet
      title={t`Block ${{ name }}?`}
      onClose={onClose}
      bottom={
        <>
          <Button kind="danger" busy={block.busy} onClick={() => void block.run()}>
            <Trans>Block</Trans>
          </Button>
          <Button kind="outline" onClick={onClose}>
            <Trans>Do not block</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>You see nothing more from {{ name }}: no messages, no invitations. Nobody tells them. You can take it back under Me.</Trans>
      </p>
      <ProblemLine problem={block.problem} />
    </Sheet>
  );
}
