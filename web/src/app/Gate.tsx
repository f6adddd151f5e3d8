import { useLingui } from "@lingui/react/macro";
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from "react";
import { useRoute } from "wouter";
import { Boot } from "../design/Boot/Boot";
import { hush } from "../design/Toast/Toast";
import type { SignedIn } from "../matrix/model";
import { useMatrix, useWatched } from "../matrix/react";
import { useNewCode } from "../people/code/newCode";
import { Shell } from "./Shell";
import { useAskedFor } from "./useAskedFor";
import { InsideWords } from "./Words";

const Door = lazy(() => import("../people/door/Door").then((module) => ({ default: module.Door })));
const ConfirmElsewhere = lazy(() => import("../people/door/ConfirmElsewhere").then((module) => ({ default: module.ConfirmElsewhere })));
const OpenElsewhere = lazy(() => import("../people/door/OpenElsewhere").then((module) => ({ default: module.OpenElsewhere })));
const OtherHouse = lazy(() => import("../people/elsewhere/OtherHouse").then((module) => ({ default: module.OtherHouse })));
const MakeCode = lazy(() => import("../people/code/MakeCode").then((module) => ({ default: module.MakeCode })));
const KeepCode = lazy(() => import("../people/code/KeepCode").then((module) => ({ default: module.KeepCode })));
const ConfirmDevice = lazy(() => import("../people/trust/ConfirmDevice").then((module) => ({ default: module.ConfirmDevice })));
const EmojiSheet = lazy(() => import("../people/trust/EmojiSheet").then((module) => ({ default: module.EmojiSheet })));
const ConfirmSheet = lazy(() => import("../people/confirm/ConfirmSheet").then((module) => ({ default: module.ConfirmSheet })));

/** Where the house sends an app that does not know passkeys; whoever is signed in here is left alone. */
const CONFIRM_ROUTE = "/confirm/:session";

/** Who may come how far: the door, the steps between the door and the house, the house. */
export function Gate({ Talk }: { Talk: ComponentType }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const [, elsewhere] = useRoute<{ session: string }>(CONFIRM_ROUTE);
  useAskedFor(session.state);

  // What was said to one person is not for the next at this browser.
  useEffect(() => {
    if (session.state === "signedOut") hush();
  }, [session.state]);

  if (elsewhere) {
    return (
      <Whole>
        <ConfirmElsewhere session={elsewhere.session} />
      </Whole>
    );
  }

  switch (session.state) {
    case "starting":
      return <Boot>{t`Still opening. The keys of this browser are being read.`}</Boot>;
    case "signedOut":
      return (
        <Whole>
          <Door why={session.why} />
        </Whole>
      );
    case "openElsewhere":
      return (
        <Whole>
          <OpenElsewhere userId={session.userId} />
        </Whole>
      );
    case "otherHouse":
      return (
        <InsideWords>
          <Whole>
            <OtherHouse userId={session.userId} />
          </Whole>
        </InsideWords>
      );
    case "signedIn":
      return <Inside session={session} Talk={Talk} />;
  }
}

/** What a person still has to do before the house is theirs, or the house. */
function Inside({ session, Talk }: { session: SignedIn; Talk: ComponentType }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { code } = useNewCode();
  // What is remembered here is shown without the house; who has just come sees no empty rooms meanwhile.
  if (!code && session.next === "unknown" && !session.offline) {
    return <Boot>{t`Still opening. The house is being asked what is yours.`}</Boot>;
  }
  const step = code ? (
    <KeepCode code={code} session={session} />
  ) : session.next === "setRecovery" ? (
    <MakeCode again={session.recoverySet === true} />
  ) : session.next === "verify" ? (
    <ConfirmDevice onLater={matrix.verifyLater} />
  ) : null;
  return (
    <InsideWords>
      {step ? <Whole>{step}</Whole> : <Shell session={session} Talk={Talk} />}
      <Overlays />
    </InsideWords>
  );
}

/** A screen without the places around it. */
function Whole({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={<Boot />}>
      <main className="whole">{children}</main>
    </Suspense>
  );
}

/** What may come up over any screen: the comparing of signs, and above it the house's question who it is. */
function Overlays() {
  const matrix = useMatrix();
  const verification = useWatched(matrix.verification);
  const confirm = useWatched(matrix.confirm);
  return (
    <Suspense>
      {verification && <EmojiSheet verification={verification} key={verification.id} />}
      {confirm && <ConfirmSheet confirm={confirm} key={confirm.id} />}
    </Suspense>
  );
}
