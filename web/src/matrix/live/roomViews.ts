import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import type { Core } from "../core.ts";
import { toLastLine } from "../mapping/lastLine.ts";
import { plainName, toAvatar } from "../mapping/people.ts";
import {
  directRooms, historyOf, isMuted, kindOf, membersInOrder, nameOf, OWNER_POWER, type PlainMember, type PlainRoom, toMember, toSummary, whyBlocked,
} from "../mapping/rooms.ts";
import type { Invite, LastLine, Member, Person, RoomDetail, RoomSummary } from "../model.ts";
import { EventType } from "../sdk.ts";
import type { AnswerStore } from "./answerStore.ts";
import { personIn } from "./faces.ts";
import { isChannel, type Timelines } from "./timelines.ts";
import type { TrustKeeper } from "./trust.ts";
import { typingIn } from "./typing.ts";

/** Rooms as the screens see them, read from the SDK's. */
export class RoomViews {
  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly store: AnswerStore,
    private readonly timelines: Timelines,
    private readonly trust: TrustKeeper,
  ) {}

  /** `before`: what stood there, which stays until the newest line is decrypted. Null for a room that this person is neither in nor invited to, or invited by somebody whom they ignore, and for one that only groups other rooms. */
  summary(room: Room, before: RoomSummary | null): RoomSummary | null {
    const membership = room.getMyMembership();
    if (room.isSpaceRoom()) return null;
    // The server sends no such invitation again; this one came before its sender was ignored.
    if (membership === "invite" && this.client.isUserIgnored(inviteOf(room).by.userId)) return null;
    return membership === "join" || membership === "invite" ? toSummary(this.#plain(room, before)) : null;
  }

  detail(room: Room): RoomDetail {
    const plain = this.#plain(room, null);
    const kind = kindOf(plain);
    const me = plain.me;
    const power = room.getMember(me)?.powerLevel ?? 0;
    const may = (action: "invite" | "kick") => room.currentState.hasSufficientPowerLevelFor(action, power);
    const members = this.#members(room, plain.encrypted);
    const complete = room.membersLoaded();
    const maySend = room.maySendMessage();
    const topic = room.currentState.getStateEvents("m.room.topic", "")?.getContent().topic;
    return {
      id: room.roomId,
      kind,
      name: nameOf(plain, kind === "person" ? plain.directWith : null),
      topic: typeof topic === "string" ? topic : "",
      avatar: toSummary(plain).avatar,
      encrypted: plain.encrypted,
      muted: plain.muted,
      members,
      complete,
      history: historyOf(room.getHistoryVisibility()),
      may: {
        send: maySend,
        invite: may("invite"),
        remove: may("kick"),
        rename: room.currentState.maySendStateEvent("m.room.name", me),
        makeOwner: power >= OWNER_POWER && room.currentState.maySendStateEvent("m.room.power_levels", me),
      },
      blocked: whyBlocked({
        joined: room.getMyMembership() === "join",
        maySend,
        encrypted: plain.encrypted,
        kind,
        thisDeviceVerified: this.core.session().verified,
        members,
        complete,
        declined: plain.directWith !== null && hasDeclined(room, plain.directWith.userId),
      }),
    };
  }

  /** The other person of each one-to-one conversation, by room. */
  direct(): ReadonlyMap<string, string> {
    return directRooms(this.client.getAccountData(EventType.Direct)?.getContent());
  }

  #members(room: Room, encrypted: boolean): Member[] {
    const list = (membership: "join" | "invite") => room.getMembersWithMembership(membership);
    const toPlain = (membership: PlainMember["membership"]) => (member: ReturnType<typeof list>[number]) =>
      toMember(
        {
          person: personIn(room, member.userId),
          membership,
          power: member.powerLevel,
          trust: encrypted || member.userId === room.myUserId ? this.trust.of(member.userId) : "unknown",
        },
        room.myUserId,
      );
    return membersInOrder([...list("join").map(toPlain("joined")), ...list("invite").map(toPlain("invited"))]);
  }

  #plain(room: Room, before: RoomSummary | null): PlainRoom {
    const { roomId, myUserId } = room;
    const invite = room.getMyMembership() === "invite" ? inviteOf(room) : null;
    const last = invite ? null : this.#lastLine(room, before);
    const other = this.#directWith(room, invite);
    const name = room.currentState.getStateEvents("m.room.name", "")?.getContent().name;
    const muted = isMuted(this.client.pushRules, roomId);
    return {
      id: roomId,
      me: myUserId,
      invite,
      givenName: typeof name === "string" ? plainName(name) : "",
      topic: "",
      picture: toAvatar(room.getMxcAvatarUrl(), roomId),
      joinRule: room.getJoinRule(),
      encrypted: room.hasEncryptionStateEvent(),
      directWith: other === null ? null : directIn(room, other, before),
      others: othersIn(room),
      memberCount: Math.max(room.getInvitedAndJoinedMemberCount(), 1),
      lastLine: last?.line ?? null,
      time: last?.time ?? invite?.at ?? startOf(room),
      ...this.timelines.unread(room, this.store.unread(roomId), muted),
      muted,
      typing: typingIn(room),
    };
  }

  #lastLine(room: Room, before: RoomSummary | null): { readonly line: LastLine | null; readonly time: number } | null {
    const item = this.timelines.lastItem(room);
    if (item) return { line: toLastLine(item), time: item.time };
    // In a channel so many may come and go that what was said last is no longer loaded.
    return (item === undefined || isChannel(room)) && before ? { line: before.lastLine, time: before.time } : null;
  }

  #directWith(room: Room, invite: Invite | null): string | null {
    const mine = this.direct().get(room.roomId);
    if (mine !== undefined) return mine;
    const member = invite ? room.getMember(room.myUserId) : null;
    return member?.events.member?.getContent().is_direct === true && invite ? invite.by.userId : null;
  }
}

/** When a room without a line was last alive. Whoever comes into a channel does not make it so. */
function startOf(room: Room): number {
  const time = isChannel(room) ? room.getMember(room.myUserId)?.events.member?.getTs() : room.getLastActiveTimestamp();
  return Math.max(time ?? 0, 0);
}

function inviteOf(room: Room): Invite {
  const event = room.getMember(room.myUserId)?.events.member;
  return {
    by: personIn(room, event?.getSender() ?? ""),
    at: event?.getTs() ?? 0,
    encrypted: room.hasEncryptionStateEvent(),
  };
}

function hasDeclined(room: Room, userId: string): boolean {
  const member = room.getMember(userId)?.events.member;
  const { membership } = member?.getContent() ?? {};
  return membership === "leave" && member?.getSender() === userId && member.getPrevContent().membership === "invite";
}

/** In an order that a name that comes late does not change. Those who left are named only where nobody else is there: they are whom a person remembers the room by. */
function othersIn(room: Room): Person[] {
  const others = (membership: string) =>
    room
      .getMembersWithMembership(membership)
      .filter((member) => member.userId !== room.myUserId)
      .map((member) => personIn(room, member.userId))
      .sort((a, b) => (a.userId < b.userId ? -1 : 1));
  const there = [...others("join"), ...others("invite")];
  return there.length > 0 ? there : others("leave");
}

/** Who has said nothing lately is not loaded, and stays called as they were. */
function directIn(room: Room, userId: string, before: RoomSummary | null): Person {
  return room.getMember(userId) === null && before?.person?.userId === userId ? before.person : personIn(room, userId);
}
