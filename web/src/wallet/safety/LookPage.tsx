import { useLingui } from "@lingui/react/macro";
import { LookCards } from "../../design/LookCards/LookCards";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";

/** How the wallet looks and speaks in this browser. */
export function LookPage() {
  const { t } = useLingui();
  return (
    <Page alone top={<TopBar title={t`Language and look`} back="#/safety" deep />}>
      <LookCards />
    </Page>
  );
}
