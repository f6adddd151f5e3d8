import { useLingui } from "@lingui/react/macro";
import { Redirect, Route, Switch } from "wouter";
import { Button } from "../design/Button/Button";
import { Page } from "../design/Page/Page";
import { SkeletonLines } from "../design/Skeleton/Skeleton";
import { TopBar } from "../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../matrix/react";
import { FirstPasskey } from "./door/FirstPasskey";
import { Give } from "./give/Give";
import { Home } from "./home/Home";
import { useWallet } from "./react";
import { LookPage } from "./safety/LookPage";
import { Safety } from "./safety/Safety";
import { Send } from "./send/Send";
import { WalletProblemLine } from "./words/WalletProblemLine";

/** Behind the door: first the payment passkey, then the money. */
export function Inside() {
  const { t } = useLingui();
  const wallet = useWallet();
  const me = useAnswer(wallet.me);
  const leave = useVerb(wallet.signOut);
  if (me.state === "loading") {
    return (
      <Page alone top={<TopBar title={t`Pay`} />}>
        <SkeletonLines label={t`Asking the house`} />
      </Page>
    );
  }
  if (me.state === "failed") {
    return (
      <Page
        alone
        top={<TopBar title={t`Pay`} />}
        bottom={
          <>
            <Button onClick={() => void me.again()}>{t`Try again`}</Button>
            <Button kind="quiet" busy={leave.busy} onClick={() => void leave.run()}>{t`Sign out`}</Button>
          </>
        }
      >
        <WalletProblemLine problem={leave.problem ?? me.problem} />
      </Page>
    );
  }
  if (me.answer.passkeys === 0) return <FirstPasskey onMade={me.again} />;
  return (
    <Switch>
      <Route path="/">
        <Home me={me.answer} />
      </Route>
      <Route path="/send">
        <Send />
      </Route>
      <Route path="/give/:kind/:room/:who">{({ kind, room, who }) => <Give kind={kind} room={room} who={who} />}</Route>
      <Route path="/safety">
        <Safety />
      </Route>
      <Route path="/look">
        <LookPage />
      </Route>
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}
