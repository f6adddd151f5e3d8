import type { MatrixClient } from "matrix-js-sdk/lib/client";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import { plainName, toAvatar } from "../mapping/people.ts";
import { RoomStateEvent } from "../sdk.ts";

/** Who changes their name or picture on one device sees it on the others: the house tells every room that they are in. */
export function followOwnProfile(client: MatrixClient, core: Core): void {
  const { userId } = core.stored;
  let asking = false;
  client.on(RoomStateEvent.Members, (event, _state, member) => {
    if (member.userId !== userId || member.membership !== "join" || asking) return;
    const { displayname, avatar_url } = event.getContent();
    const { displayName, avatar } = core.session();
    if (plainName(displayname ?? "") === displayName && toAvatar(avatar_url, userId).picture?.key === avatar.picture?.key) return;
    asking = true;
    inBackground(core.refreshProfile().finally(() => (asking = false)));
  });
}
