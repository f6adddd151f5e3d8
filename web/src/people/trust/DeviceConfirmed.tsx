import { useLingui } from "@lingui/react/macro";
import { ButtonLink } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";

/** Where a device is confirmed that already is. */
export function DeviceConfirmed() {
  const { t } = useLingui();
  return (
    <Page top={<TopBar title={t`Confirm this device`} back="#/me" />}>
      <EmptyState motif="teapot" action={<ButtonLink href="#/chats">{t`To the conversations`}</ButtonLink>}>
        {t`This device is confirmed. Old messages come back by themselves.`}
      </EmptyState>
    </Page>
  );
}
