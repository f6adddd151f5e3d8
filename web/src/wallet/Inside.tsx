import { useLingui } from "@lingui/react/macro";
import { type ComponentType, Suspense, useEffect, useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Button, ButtonLink } from "../design/Button/Button";
import { Page } from "../design/Page/Page";
import { SkeletonLines } from "../design/Skeleton/Skeleton";
import { TopBar } from "../design/TopBar/TopBar";
import { useAnswer, useVerb } from "../matrix/react";
import { FirstPasskey } from "./door/FirstPasskey";
import { Home } from "./home/Home";
import type { Owner, Scope } from "./model";
import { useWallet } from "./react";
import {
  Asks,
  Attempts,
  BankPage,
  CashPage,
  ChargeDetail,
  DisputePage,
  Disputes,
  FreezePage,
  Give,
  HistoryPage,
  Left,
  LimitsPage,
  LookPage,
  MonthPage,
  PaymentPage,
  PosterPlace,
  Posters,
  ReceiptPage,
  Safety,
  ScanPage,
  Send,
  ShowPage,
  StandInSheet,
  Takings,
  TalliesPage,
  TallyPage,
  Till,
} from "./rooms";
import { decoded } from "./words/decoded";
import { WalletProblemLine } from "./words/WalletProblemLine";

/** Behind the door: a till where that is all this browser may be, else the whole wallet. My code asks nobody, and opens without network. */
export function Inside({ scope }: { scope: Scope }) {
  return (
    <Suspense fallback={null}>
      {scope === "receive" ? (
        <Counter />
      ) : scope === "takeOut" ? (
        <Left />
      ) : (
        <>
          <Switch>
            <Route path="/code">
              <ShowPage />
            </Route>
            <Route>
              <Owned />
            </Route>
          </Switch>
          <Asks />
          <StandInSheet />
        </>
      )}
    </Suspense>
  );
}

/** A till and what it took; there is nothing else here. */
function Counter() {
  return (
    <Switch>
      <Route path="/takings">
        <Takings counter />
      </Route>
      <Route path="/charge/:id">{({ id }) => <ChargeDetail id={id} />}</Route>
      <Route>
        <Till counter />
      </Route>
    </Switch>
  );
}

/** First the payment passkey, then the money. */
function Owned() {
  const { t } = useLingui();
  const wallet = useWallet();
  const me = useAnswer(wallet.me);
  const leave = useVerb(wallet.signOut);
  const [without, setWithout] = useState(false);
  const { state, again } = me;
  // Frozen or thawed, wherever that was done; or the line to the house is there again.
  useEffect(
    () =>
      wallet.hear((event) => {
        if (event.type === "wallet" || (event.type === "hello" && event.fresh && state === "failed")) void again();
      }),
    [wallet, state, again],
  );
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
            <ButtonLink kind="soft" href="#/code">{t`Pay with my code`}</ButtonLink>
            <Button kind="quiet" busy={leave.busy} onClick={() => void leave.run()}>{t`Sign out`}</Button>
          </>
        }
      >
        <WalletProblemLine problem={leave.problem ?? me.problem} />
      </Page>
    );
  }
  if (me.answer.passkeys === 0 && !without) return <FirstPasskey onMade={me.again} onWithout={() => setWithout(true)} />;
  return <Places me={me.answer} onChanged={me.again} />;
}

/** Places that are the same for everybody. */
const PLACES: Readonly<Record<string, ComponentType>> = {
  "/send": Send,
  "/history": HistoryPage,
  "/bank": BankPage,
  "/disputes": Disputes,
  "/scan": ScanPage,
  "/posters": Posters,
  "/tallies": TalliesPage,
  "/till": () => <Till counter={false} />,
  "/cash": CashPage,
  "/takings": () => <Takings counter={false} />,
  "/safety": Safety,
  "/limits": LimitsPage,
  "/attempts": Attempts,
  "/look": LookPage,
  // On its way to a page that stands beside these: not to be led back while that is fetched.
  "/code": () => null,
};

/** Places of one thing that has an id. */
const PLACES_OF_ONE: Readonly<Record<string, ComponentType<{ id: string }>>> = {
  "/payment/:id": PaymentPage,
  "/dispute/:id": DisputePage,
  "/poster/:id": PosterPlace,
  "/charge/:id": ChargeDetail,
  "/tally/:id": TallyPage,
};

function Places({ me, onChanged }: { me: Owner; onChanged: () => Promise<void> }) {
  return (
    <Switch>
      <Route path="/">
        <Home me={me} />
      </Route>
      {Object.entries(PLACES).map(([path, Place]) => (
        <Route key={path} path={path}>
          <Place />
        </Route>
      ))}
      {Object.entries(PLACES_OF_ONE).map(([path, Place]) => (
        <Route<{ id: string }> key={path} path={path}>
          {({ id }) => <Place key={id} id={id} />}
        </Route>
      ))}
      <Route path="/give/:kind/:room/:who">{({ kind, room, who }) => <Give kind={kind} room={room} who={who} />}</Route>
      <Route path="/tally/:id/from/:room">{({ id, room }) => <TallyPage key={id} id={id} from={decoded(room)} />}</Route>
      <Route path="/month/:month">{({ month }) => <MonthPage key={month} month={month} />}</Route>
      <Route path="/receipt/:number">{({ number }) => <ReceiptPage key={number} number={number} />}</Route>
      <Route path="/freeze">
        <FreezePage me={me} onChanged={onChanged} />
      </Route>
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}
