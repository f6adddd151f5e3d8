import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { roomAddressOf } from "../mapping/people.ts";
import { withDirect } from "../mapping/rooms.ts";
import { Problem } from "../model.ts";
import { problemOf } from "../problems.ts";
import { ClientEvent, EventType, Preset, SyncState } from "../sdk.ts";

type CreateRoom = Parameters<MatrixClient["createRoom"]>[0];

/**
 * How a private room begins: encrypted, and its history readable from one's invitation on. `shared` would be a false
 * promise, because keys of what was said before are not handed to newcomers; `joined` would lose what is said
 * between invitation and answer.
 */
const PRIVATE_STATE: NonNullable<CreateRoom["initial_state"]> = [
  { type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
  { type: "m.room.history_visibility", state_key: "", content: { history_visibility: "invited" } },
  { type: "m.room.guest_access", state_key: "", content: { guest_access: "forbidden" } },
];

/**
 * Between two, both may do everything but delete what the other said: the level is above anybody's, so that the room
 * itself refuses, whatever app is used.
 */
const OWN_WORDS_ONLY: NonNullable<CreateRoom["power_level_content_override"]> = { redact: 101 };

const ROOM_WITHIN_MS = 30_000;

/** Making, entering and leaving rooms. */
export class Conversations {
  constructor(
    private readonly client: MatrixClient,
    private readonly direct: () => ReadonlyMap<string, string>,
  ) {}

  /** Has this visit not heard of any room yet, and cannot now? */
  get #unreachable(): boolean {
    return this.client.getSyncState() === SyncState.Error && !this.client.isInitialSyncComplete();
  }

  /** The room, as soon as a sync has brought it. */
  room(roomId: string): Promise<Room> {
    return this.#onceSynced(() => {
      const room = this.client.getRoom(roomId);
      return room?.getMyMembership() === "join" ? room : null;
    });
  }

  /** What there is, looked for at every sync until it is there. */
  #onceSynced<T>(here: () => T | null): Promise<T> {
    const { client } = this;
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = here();
        if (found !== null) done(() => resolve(found));
        else if (this.#unreachable) done(() => reject(new Problem("offline")));
      };
      const done = (end: () => void) => {
        client.off(ClientEvent.Sync, look);
        clearTimeout(timer);
        end();
      };
      const timer = setTimeout(() => done(() => reject(new Problem("notFound", null, "That did not come with a sync."))), ROOM_WITHIN_MS);
      client.on(ClientEvent.Sync, look);
      look();
    });
  }

  /** The room, or null where the house cannot be reached before it has told of any. */
  async roomIfHeard(roomId: string): Promise<Room | null> {
    try {
      return await this.room(roomId);
    } catch (error) {
      if (error instanceof Problem && error.code === "offline") return null;
      throw error;
    }
  }

  /** Those with one other, of whom the other declined or left the `empty` ones. */
  #directWith(userId: string): { readonly there: string | null; readonly empty: string | null } {
    const rooms = [...this.direct()].filter(([, other]) => other === userId).map(([roomId]) => this.client.getRoom(roomId));
    const mine = rooms.filter((room) => room?.getMyMembership() === "join");
    const there = mine.find((room) => room?.getInvitedAndJoinedMemberCount() === 2 && !isGone(room, userId));
    const empty = mine.findLast((room) => room?.getInvitedAndJoinedMemberCount() === 1);
    return { there: there?.roomId ?? null, empty: empty?.roomId ?? null };
  }

  /** Whoever declined or left one is asked into it again, so that there are not two. */
  async createDirect(userId: string): Promise<string> {
    if (userId === this.client.getUserId()) throw new Problem("forbidden", null, "A conversation takes two.");
    // Before the first sync every conversation seems missing, and this would make a second one.
    const { there, empty } = await this.#onceSynced(() => {
      const known = this.#directWith(userId);
      return known.there !== null || this.client.isInitialSyncComplete() ? known : null;
    });
    if (there !== null) return there;
    if (empty !== null && (await this.#invitedAgain(empty, userId))) return empty;
    const roomId = await this.#create({
      preset: Preset.TrustedPrivateChat,
      is_direct: true,
      invite: [userId],
      initial_state: PRIVATE_STATE,
      power_level_content_override: OWN_WORDS_ONLY,
    });
    await this.#markDirect(userId, roomId);
    return roomId;
  }

  /** False where its rules do not let this person, or not the other. */
  async #invitedAgain(roomId: string, userId: string): Promise<boolean> {
    try {
      await this.invite(roomId, userId);
      return true;
    } catch (error) {
      if (problemOf(error).code === "forbidden") return false;
      throw error;
    }
  }

  createGroup(name: string, userIds: readonly string[]): Promise<string> {
    return this.#create({ preset: Preset.PrivateChat, name, invite: [...userIds], initial_state: PRIVATE_STATE });
  }

  async join(roomIdOrAlias: string): Promise<string> {
    const { roomId } = await this.client.joinRoom(roomAddressOf(roomIdOrAlias, this.client.getDomain() ?? ""));
    await this.room(roomId);
    return roomId;
  }

  /** An invitation to a one-to-one conversation makes it one for this side too. */
  async accept(roomId: string): Promise<void> {
    const room = this.client.getRoom(roomId);
    const invite = room?.getMember(this.client.getSafeUserId())?.events.member;
    await this.client.joinRoom(roomId);
    const by = invite?.getSender();
    if (by !== undefined && invite?.getContent().is_direct === true) await this.#markDirect(by, roomId);
    await this.room(roomId);
  }

  /** Into a conversation between two somebody comes as the other of the two: their app must know it for one. */
  async invite(roomId: string, userId: string): Promise<void> {
    if (this.direct().get(roomId) !== userId) await this.client.invite(roomId, userId);
    else {
      // As the house itself would write it, with the name by which the others know who is coming.
      const { displayname, avatar_url } = await this.client.getProfileInfo(userId);
      const profile = { ...(displayname && { displayname }), ...(avatar_url && { avatar_url }) };
      await this.client.sendStateEvent(roomId, EventType.RoomMember, { membership: "invite", is_direct: true, ...profile }, userId);
    }
  }

  async leave(roomId: string): Promise<void> {
    await this.client.leave(roomId);
    await this.client.forget(roomId);
  }

  async #create(options: CreateRoom): Promise<string> {
    const { room_id: roomId } = await this.client.createRoom(options);
    await this.room(roomId);
    return roomId;
  }

  async #markDirect(userId: string, roomId: string): Promise<void> {
    const content = this.client.getAccountData(EventType.Direct)?.getContent();
    await this.client.setAccountData(EventType.Direct, withDirect(content, userId, roomId));
  }
}

/** Who has said nothing lately is not loaded, and is one of the two all the same. */
function isGone(room: Room, userId: string): boolean {
  const there = room.getMember(userId)?.membership;
  return there !== undefined && there !== "join" && there !== "invite";
}
