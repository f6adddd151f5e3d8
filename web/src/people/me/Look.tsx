import { useLingui } from "@lingui/react/macro";
import { LookCards } from "../../design/LookCards/LookCards";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";

/** How the app looks and speaks in this browser. */
export function Look() {
  const { t } = useLingui();
  return (
    <Page top={<TopBar title={t`Language and look`} back="#/me" />}>
      <LookCards />
    </Page>
  );
}
