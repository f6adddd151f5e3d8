// Makes the demo town: everybody moves in, and then they talk.

import { writeFile } from "node:fs/promises";
import { EventType, Preset } from "matrix-js-sdk";
import { moneyContent } from "../src/matrix/mapping/cards.ts";
import { tell } from "./before.ts";
import { CAST, CONVERSATIONS, type Conversation, FIRST, type Handle, type Line, POCKET_MONEY } from "./cast.ts";
import { paintedWindow } from "./painting.ts";
import { Resident, untilTrue } from "./resident.ts";
import { Ear } from "./story/ear.ts";
import { once, Purse, yuan } from "./story/purse.ts";

const PRIVATE_STATE = [
  { type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } },
  { type: EventType.RoomHistoryVisibility, state_key: "", content: { history_visibility: "invited" } },
];

type Bill = Extract<Line, { readonly bill: number }>;

type Gift = Extract<Line, { readonly transfer: number } | { readonly packet: number }>;

/** For apps that do not know cards. */
const PACKET_WORDS = "A red packet. It is opened in Teahouse.";
const inYuan = (minor: number) => `¥${(minor / 100).toFixed(2)}`;

type Residents = ReadonlyMap<Handle, Resident>;

function resident(residents: Residents, handle: Handle): Resident {
  const found = residents.get(handle);
  if (!found) throw new Error(`Nobody in the cast is called ${handle}.`);
  return found;
}

async function open(conversation: Conversation, residents: Residents): Promise<string> {
  const [host, ...guests] = conversation.people.map((handle) => resident(residents, handle));
  if (!host) throw new Error("A conversation has people.");
  const isChannel = conversation.kind === "channel";
  const { room_id: roomId } = await host.client.createRoom({
    preset: isChannel ? Preset.PublicChat : conversation.kind === "person" ? Preset.TrustedPrivateChat : Preset.PrivateChat,
    ...(conversation.name ? { name: conversation.name } : {}),
    ...(conversation.topic ? { topic: conversation.topic } : {}),
    ...(conversation.alias ? { room_alias_name: conversation.alias } : {}),
    ...(isChannel
      ? { power_level_content_override: { events_default: 50, users: { [host.userId]: 100, ...voices(conversation, residents) } } }
      : {}),
    // Between two, nobody deletes what the other said.
    ...(conversation.kind === "person" ? { power_level_content_override: { redact: 101 } } : {}),
    is_direct: conversation.kind === "person",
    invite: isChannel ? [] : guests.map((guest) => guest.userId),
    initial_state: isChannel ? [] : PRIVATE_STATE,
  });
  for (const guest of guests) await guest.client.joinRoom(roomId);
  if (conversation.kind === "person") await markDirect(host, guests[0], roomId);
  const everyone = [host, ...guests];
  for (const one of everyone) {
    const allThere = () => everyone.every((other) => one.client.getRoom(roomId)?.getMember(other.userId)?.membership === "join");
    await untilTrue(one.client, allThere, `${one.who.handle} sees everyone in a room`);
  }
  return roomId;
}

/** In the channel its keeper speaks, and whoever has a line. */
function voices(conversation: Conversation, residents: Residents): Record<string, number> {
  const speakers = new Set(conversation.lines.map((line) => line.by).filter((handle) => handle !== conversation.people[0]));
  return Object.fromEntries([...speakers].map((handle) => [resident(residents, handle).userId, 50]));
}

async function markDirect(one: Resident, other: Resident | undefined, roomId: string): Promise<void> {
  if (!other) return;
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    const before = mine.client.getAccountData(EventType.Direct)?.getContent() ?? {};
    await mine.client.setAccountData(EventType.Direct, { ...before, [theirs.userId]: [roomId] });
  }
}

async function say(line: Line, roomId: string, residents: Residents, said: readonly string[]): Promise<string> {
  const speaker = resident(residents, line.by);
  if ("reaction" in line) return speaker.react(roomId, said[line.to] ?? "", line.reaction);
  if ("transfer" in line || "packet" in line) return give(line, roomId, residents);
  if ("bill" in line) return split(line, roomId, residents);
  if ("picture" in line) return speaker.show(roomId, paintedWindow(), line.name);
  return speaker.say(roomId, line.text, line.re === undefined ? undefined : said[line.re]);
}

/** Money on a card in the conversation, and who has taken of it. */
async function give(line: Gift, roomId: string, residents: Residents): Promise<string> {
  const giver = resident(residents, line.by);
  const others =
    giver.client
      .getRoom(roomId)
      ?.getJoinedMembers()
      .filter(({ userId }) => userId !== giver.userId) ?? [];
  const to = others[0];
  const wanted =
    "transfer" in line
      ? { kind: "transfer", amount: yuan(line.transfer), to: to?.userId }
      : { kind: "randomPacket", amount: yuan(line.packet), shares: line.shares };
  const purse = await purseOf(giver);
  const { card } = await purse.confirmed("cards", { room: roomId, ...wanted }, once());
  const words = "transfer" in line ? `Transfer of ${inYuan(line.transfer)} to ${to?.name}. It is taken in Teahouse.` : PACKET_WORDS;
  const eventId = await giver.tell(roomId, moneyContent({ kind: "card", id: String(card) }, words));
  const takers =
    "packet" in line ? line.opened.map((handle) => resident(residents, handle)) : line.taken ? [takerOf(residents, to?.userId)] : [];
  for (const taker of takers) await taker.takeCard(String(card));
  return eventId;
}

/** A bill that all there share alike, and who has paid. */
async function split({ by, bill, note, paid }: Bill, roomId: string, residents: Residents): Promise<string> {
  const asker = resident(residents, by);
  const parts =
    asker.client
      .getRoom(roomId)
      ?.getJoinedMembers()
      .map(({ userId }) => ({ who: userId })) ?? [];
  const id = await asker.askFor({ room: roomId, amount: yuan(bill), parts, note }, once());
  const words = `A bill of ${inYuan(bill)} is split. It is paid in Teahouse.`;
  const eventId = await asker.tell(roomId, moneyContent({ kind: "tally", id }, words));
  for (const handle of paid) await (await purseOf(resident(residents, handle))).confirmed(`tallies/${id}/pay`, {}, once());
  return eventId;
}

function takerOf(residents: Residents, userId: string | undefined): Resident {
  const found = [...residents.values()].find((one) => one.userId === userId);
  if (!found) throw new Error("Nobody is there to take it.");
  return found;
}

/** Everybody has a wallet with pocket money; its password stands in for a passkey until they sign in and make one. */
async function purseOf(one: Resident): Promise<Purse> {
  // By the server itself: of several, behind a proxy, the town is made before that opens.
  return Purse.open(await one.walletLink(), one.password, new Ear(), new URL(one.client.getHomeserverUrl()));
}

async function talk(conversation: Conversation, residents: Residents): Promise<void> {
  const roomId = await open(conversation, residents);
  const said: string[] = [];
  for (const line of conversation.lines) {
    const eventId = await say(line, roomId, residents, said);
    said.push(eventId);
    // Each has read it before the next speaks, as people do; so every device has every key.
    for (const handle of conversation.people) await resident(residents, handle).hasRead(roomId, eventId);
  }
  await markRead(conversation, residents, roomId, said);
}

async function markRead(conversation: Conversation, residents: Residents, roomId: string, said: readonly string[]): Promise<void> {
  for (const handle of conversation.people) {
    const { client } = resident(residents, handle);
    const last = said[said.length - 1 - (handle === FIRST ? conversation.unread : 0)];
    const event = last === undefined ? undefined : client.getRoom(roomId)?.findEventById(last);
    if (event) await client.sendReadReceipt(event);
  }
}

/** Keys that a person must have in the backup: one for each who has spoken in each private conversation of theirs. */
function keysOf(handle: Handle): number {
  return CONVERSATIONS.filter((one) => one.kind !== "channel" && one.people.includes(handle)).reduce(
    (sum, one) => sum + new Set(one.lines.map((line) => line.by)).size,
    0,
  );
}

/** Makes it at a server's address. Tells each step, and writes who signs in how to a file. */
export async function makeTown(address: string, output: string): Promise<void> {
  const residents = new Map<Handle, Resident>();
  for (const who of CAST) {
    tell(`${who.name} moves in`);
    const one = await Resident.moveIn(address, who);
    residents.set(who.handle, one);
    await (await purseOf(one)).once("sandbox/play-money", { amount: yuan(POCKET_MONEY) });
  }
  for (const conversation of CONVERSATIONS) {
    tell(
      `${conversation.name ?? conversation.people.map((handle) => resident(residents, handle).who.name).join(" and ")}: ${conversation.lines.length} lines`,
    );
    await talk(conversation, residents);
  }
  tell("Saving everybody's keys under their recovery code");
  for (const [handle, one] of residents) await one.isSaved(keysOf(handle));
  const people = [...residents.values()].map(({ who, password, recoveryCode }) => ({ ...who, password, recoveryCode }));
  await writeFile(output, `${JSON.stringify({ people }, null, 2)}\n`, { mode: 0o600 });
  for (const one of residents.values()) one.leaveTheDevice();
}
