import { type ComponentType, lazy, Suspense } from "react";
import { Mark } from "../design/Mark/Mark";
import { useMatrix, useWatched } from "../matrix/react";
import { useNewCode } from "../people/code/newCode";
import { Door } from "../people/door/Door";
import { OpenElsewhere } from "../people/door/OpenElsewhere";
import { Shell } from "./Shell";

const MakeCode = lazy(() => import("../people/code/MakeCode").then((module) => ({ default: module.MakeCode })));
const KeepCode = lazy(() => import("../people/code/KeepCode").then((module) => ({ default: module.KeepCode })));
const ConfirmDevice = lazy(() => import("../people/trust/ConfirmDevice").then((module) => ({ default: module.ConfirmDevice })));
const Overlays = lazy(() => import("../people/trust/Overlays").then((module) => ({ default: module.Overlays })));

/** Who may come how far: the door, the steps between the door and the house, the house. */
export function Gate({ Talk }: { Talk: ComponentType }) {
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const { code } = useNewCode();

  switch (session.state) {
    case "starting":
      return (
        <main className="boot">
          <Mark size={72} />
        </main>
      );
    case "signedOut":
      return (
        <main className="whole">
          <Door why={session.why} />
        </main>
      );
    case "openElsewhere":
      return (
        <main className="whole">
          <OpenElsewhere userId={session.userId} />
        </main>
      );
    case "signedIn": {
      const step = code ? (
        <KeepCode code={code} session={session} />
      ) : session.next === "setRecovery" ? (
        <MakeCode />
      ) : session.next === "verify" ? (
        <ConfirmDevice onLater={matrix.verifyLater} />
      ) : null;
      return (
        <>
          {step ? (
            <main className="whole">
              <Suspense>{step}</Suspense>
            </main>
          ) : (
            <Shell session={session} Talk={Talk} />
          )}
          <Suspense>
            <Overlays />
          </Suspense>
        </>
      );
    }
  }
}
