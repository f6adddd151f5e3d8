import { useLingui } from "@lingui/react/macro";
import { ButtonLink } from "../Button/Button";
import { EmptyState } from "../EmptyState/EmptyState";
import { Page } from "../Page/Page";
import { TopBar } from "../TopBar/TopBar";

/** Where an address leads that the app does not know: an old link, or one with a letter too many. */
export function NotHere() {
  const { t } = useLingui();
  return (
    <Page top={<TopBar title={t`Not here`} back="#/chats" deep />}>
      <EmptyState motif="crane" action={<ButtonLink href="#/chats">{t`To the conversations`}</ButtonLink>}>
        {t`There is nothing at this address. Perhaps the link is old, or a letter is missing.`}
      </EmptyState>
    </Page>
  );
}
