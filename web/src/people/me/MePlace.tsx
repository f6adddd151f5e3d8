import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { NotHere } from "../../design/NotHere/NotHere";
import { Panes } from "../../design/Panes/Panes";
import type { SignedIn } from "../../matrix/model";
import { ConfirmDevice } from "../trust/ConfirmDevice";
import { DeviceConfirmed } from "../trust/DeviceConfirmed";
import { NOT_ME } from "../trust/notMe";
import { Blocked } from "./Blocked";
import { CloseAccount } from "./CloseAccount";
import { Connect } from "./Connect";
import { Devices } from "./Devices";
import { Look } from "./Look";
import { Me } from "./Me";
import { Profile } from "./Profile";
import { Recovery } from "./Recovery";
import { WaysIn } from "./WaysIn";

/** The place Me: the person's page as list, what is open of it beside or above. */
export function MePlace({ session, open }: { session: SignedIn; open: string | null }) {
  const { t } = useLingui();
  const content = contentOf(open, session);
  return (
    <Panes
      list={<Me session={session} open={open === NOT_ME ? "devices" : open} />}
      content={content}
      idle={<EmptyState motif="teapot">{t`What you set here holds for you alone.`}</EmptyState>}
    />
  );
}

function contentOf(open: string | null, session: SignedIn): ReactNode {
  switch (open) {
    case "profile":
      return <Profile session={session} />;
    case "devices":
      return <Devices />;
    case NOT_ME:
      return <Devices notMe />;
    case "ways-in":
      return <WaysIn />;
    case "recovery":
      return <Recovery session={session} />;
    case "connect":
      return <Connect session={session} />;
    case "blocked":
      return <Blocked />;
    case "close":
      return <CloseAccount session={session} />;
    case "look":
      return <Look />;
    case "verify":
      return session.verified === true ? <DeviceConfirmed /> : <ConfirmDevice back="#/me" renewed={session.renewedElsewhere} />;
    case null:
      return null;
    default:
      return <NotHere />;
  }
}
