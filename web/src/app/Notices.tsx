import type { SignedIn } from "../matrix/model";
import { LetInNotice } from "../people/me/LetInNotice";
import { SuspendedNotice } from "../people/me/SuspendedNotice";
import { NewDeviceNotice } from "../people/trust/NewDeviceNotice";
import { RenewedNotice } from "../people/trust/RenewedNotice";
import { RestoringLine } from "../people/trust/RestoringLine";
import { UnconfirmedNotice } from "../people/trust/UnconfirmedNotice";

/** What the house or this browser has to say of the person, above every place. Fetched when somebody is in: the door needs none of it. */
export function Notices({ session }: { session: SignedIn }) {
  return (
    <>
      <SuspendedNotice />
      <RenewedNotice session={session} />
      <UnconfirmedNotice session={session} />
      <NewDeviceNotice />
      <LetInNotice session={session} />
      <RestoringLine />
    </>
  );
}
