import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import Chats from "~icons/ph/chat-teardrop-text";
import ChatsFill from "~icons/ph/chat-teardrop-text-fill";
import Offline from "~icons/ph/cloud-slash";
import Circle from "~icons/ph/user-circle";
import CircleFill from "~icons/ph/user-circle-fill";
import Wallet from "~icons/ph/wallet";
import WalletFill from "~icons/ph/wallet-fill";
import { Avatar } from "../design/Avatar/Avatar";
import { focusHeading, hasLostFocus } from "../design/arrival";
import { Badge } from "../design/Badge/Badge";
import { NotHere } from "../design/NotHere/NotHere";
import { TabsContext } from "../design/Panes/Panes";
import { Rail, type Tab, TabBar } from "../design/Tabs/Tabs";
import type { Avatar as AvatarOf, SignedIn } from "../matrix/model";
import { useMatrix, useWatched } from "../matrix/react";
import { loadMe, useMe } from "../people/me/meStore";
import style from "./Shell.module.css";

const Notices = lazy(() => import("./Notices").then((module) => ({ default: module.Notices })));
const LinkNotUsed = lazy(() => import("../people/me/LinkNotUsed").then((module) => ({ default: module.LinkNotUsed })));
const PayPlace = lazy(() => import("../pay/PayPlace").then((module) => ({ default: module.PayPlace })));
const MePlace = lazy(() => import("../people/me/MePlace").then((module) => ({ default: module.MePlace })));

/** The start, and where one came in. */
const DOOR = /^\/(sign-up|sign-in|let-in)?(\/.*)?$/;
const LET_IN = "/let-in/:token";

/** The house: the places and how one moves between them, and the lines that concern all of them. */
export function Shell({ session, Talk }: { session: SignedIn; Talk: ComponentType }) {
  const { t } = useLingui();
  const [location] = useLocation();
  const tabs = useTabs(location, session.avatar);
  useKeepMe(session);

  return (
    <div className={style.shell}>
      <Rail label={t`Places`} tabs={tabs} />
      <div className={style.middle}>
        <AboveAll session={session} />
        <main className={style.place}>
          <TabsContext value={<TabBar label={t`Places`} tabs={tabs} />}>
            <Suspense>
              <Switch>
                <Route path="/chats/*?">
                  <Talk />
                </Route>
                <Route path="/pay">
                  <PayPlace session={session} />
                </Route>
                <Route path="/me/:open?">{({ open }) => <MePlace session={session} open={open ?? null} />}</Route>
                <Route path="/verify">
                  <MePlace session={session} open="verify" />
                </Route>
                <Route path={LET_IN}>
                  <LinkNotUsed session={session} />
                </Route>
                <Route path={DOOR}>
                  <Redirect to="/chats" replace />
                </Route>
                <Route>
                  <NotHere />
                </Route>
              </Switch>
              <Arrival location={location} />
            </Suspense>
          </TabsContext>
        </main>
      </div>
    </div>
  );
}

/** What concerns every place. */
function AboveAll({ session }: { session: SignedIn }) {
  const { t } = useLingui();
  return (
    <>
      {session.offline && (
        <p className={style.offline} role="status">
          <Offline />
          {t`The house cannot be reached. It is tried again by itself.`}
        </p>
      )}
      <Suspense>
        <Notices session={session} />
      </Suspense>
    </>
  );
}

/** So often a page that is looked at asks for what sync does not tell, in milliseconds; one who is suspended waits for an end. */
const LOOK_EVERY = 60_000;
const SUSPENDED_LOOK_EVERY = 15_000;

/**
 * What the house says of the person is asked when they come in or back, when sync tells of a change to their devices, when it is met
 * that they are suspended or no longer are, and now and then: sync tells neither of a new password nor of a device that has no keys.
 */
function useKeepMe({ freshness, offline, suspended }: SignedIn): void {
  const matrix = useMatrix();
  const changes = useWatched(matrix.ownChanges);
  const live = freshness === "live" && !offline;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the changes are what sets it off
  useEffect(() => {
    if (live) void loadMe(matrix);
  }, [matrix, live, changes, suspended]);
  useEffect(() => {
    if (!live) return;
    const look = () => {
      if (document.visibilityState !== "visible") return;
      void loadMe(matrix);
      matrix.refreshDevices().catch(() => {});
    };
    const timer = setInterval(look, suspended ? SUSPENDED_LOOK_EVERY : LOOK_EVERY);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [matrix, live, suspended]);
}

function useTabs(location: string, avatar: AvatarOf): readonly Tab[] {
  const { t } = useLingui();
  const rooms = useWatched(useMatrix().rooms);
  const unread = rooms.reduce((sum, room) => sum + (room.muted ? 0 : room.unread + (room.invite ? 1 : 0)), 0);
  const { now } = useMe();
  const notices = now.state === "ready" ? now.me.notices.length : 0;
  useEffect(() => {
    document.title = unread ? `(${unread}) Teahouse` : "Teahouse";
  }, [unread]);
  return [
    {
      key: "chats",
      label: t`Chats`,
      href: "#/chats",
      icon: <Chats />,
      iconChosen: <ChatsFill />,
      chosen: location.startsWith("/chats"),
      badge: unread ? <Badge count={unread} label={t`${plural(unread, { one: "# unread", other: "# unread" })}`} /> : undefined,
    },
    {
      key: "pay",
      label: t`Pay`,
      href: "#/pay",
      icon: <Wallet />,
      iconChosen: <WalletFill />,
      chosen: location === "/pay",
    },
    {
      key: "me",
      label: t`Me`,
      href: "#/me",
      icon: <Circle />,
      iconChosen: <CircleFill />,
      picture: <Avatar of={avatar} size={44} />,
      chosen: location.startsWith("/me") || location === "/verify",
      badge: notices ? <Badge count={notices} label={t`${plural(notices, { one: "# notice", other: "# notices" })}`} /> : undefined,
    },
  ];
}

/** The focus goes to the heading of what has opened, as soon as that is there. */
function Arrival({ location }: { location: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what sets it off
  useEffect(() => {
    const opened = document.querySelector('[data-panes="content"]');
    const focused = document.activeElement;
    // Nothing was used yet, or what opened has taken the focus itself.
    if ((focused === document.body && !hasLostFocus()) || opened?.contains(focused)) return;
    focusHeading(opened?.querySelector("h1") ? opened : document.querySelector('[data-panes="list"]'));
  }, [location]);
  return null;
}
