import "../design/Page/tones.css";
import { I18nProvider } from "@lingui/react";
import { Suspense } from "react";
import { Route, Router, Switch } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { Boot } from "../design/Boot/Boot";
import { Faults } from "../design/Faults/Faults";
import { Toasts } from "../design/Toast/Toast";
import { useWatched } from "../matrix/react";
import { spoken } from "../strings/spoken";
import { useSpoken } from "../strings/useSpoken";
import { speakWallet } from "../strings/walletWords";
import { Door } from "./door/Door";
import { SpendLink } from "./door/SpendLink";
import { Inside } from "./Inside";
import type { Wallet } from "./model";
import { useWallet, WalletContext } from "./react";
import { FreezeByCode, ThawByCode } from "./rooms";

/** The whole wallet: the door, or what is behind it. A link from the app comes before both. */
export function WalletApp({ wallet }: { wallet: Wallet }) {
  const ready = useSpoken(speakWallet);
  if (!ready) return <Boot />;
  return (
    <Faults isSignedIn={() => false}>
      <I18nProvider i18n={spoken}>
        <WalletContext value={wallet}>
          <Router hook={useHashLocation}>
            <main className="whole">
              <Switch>
                <Route path="/sign-in/:token">{({ token }) => <SpendLink token={token} />}</Route>
                <Route>
                  <Gate />
                </Route>
              </Switch>
            </main>
            <Toasts />
          </Router>
        </WalletContext>
      </I18nProvider>
    </Faults>
  );
}

function Gate() {
  const session = useWatched(useWallet().session);
  if (session.state === "signedIn") return <Inside scope={session.scope} />;
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/freeze-by-code">
          <FreezeByCode />
        </Route>
        <Route path="/thaw">
          <ThawByCode />
        </Route>
        <Route>
          <Door why={session.why} />
        </Route>
      </Switch>
    </Suspense>
  );
}
