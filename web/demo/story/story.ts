/* The scene on the platform, played over HTTP against a real house.
   (1) A traveller and a stranger with a ticket to spare write to each other, encrypted by their own devices.
   (2) She shows a code. He charges it; her phone is asked who he is and how much, and she pays for good.
   (3) He gives her the ticket: for now a line in their conversation.
   (4) Somebody who has photographed her code tries it, and a script with her chat's token tries her wallet.
   (5) At the end stands what was sent to each, looked up in all that was really sent to them. */

import { randomBytes } from "node:crypto";
import { EventType, Preset } from "matrix-js-sdk";
import { complain, tell } from "../before.ts";
import { Resident, untilTrue } from "../resident.ts";
import { Ear } from "./ear.ts";
import { Purse, Refused, yuan } from "./purse.ts";
import { type Knower, tableOf } from "./table.ts";

const TOP_UP = 20_000;
const PRICE = 4_600;
const TICKET = "Ticket: 17:42 to the coast, coach 5, seat 12A.";
const SEALED = { type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } };

/** Somebody in the story: what reaches them by the chat, and what by the payment. */
interface Player {
  readonly resident: Resident;
  readonly chat: Ear;
  readonly pay: Ear;
  readonly purse: Purse;
}

/** Plays it at an address. False where something went otherwise than it should. */
export async function play(address: string): Promise<boolean> {
  const mark = randomBytes(3).toString("hex");
  tell(`At ${address}, with people who are called …-${mark}.`);
  const lin = await enters(address, { handle: `lin-${mark}`, name: `Lin ${mark}`, role: "a traveller" });
  const bo = await enters(address, { handle: `bo-${mark}`, name: `Bo ${mark}`, role: "who has a ticket to spare" });
  const onlooker = await enters(address, { handle: `fox-${mark}`, name: `Fox ${mark}`, role: "who looks over shoulders" });
  const roomId = await talk(lin, bo);

  await lin.purse.once("sandbox/play-money", { amount: yuan(TOP_UP) });
  tell(`She puts ${money(TOP_UP)} of play money into her wallet.`);
  const nextCode = await lin.purse.phone();
  await lin.purse.listens();
  const code = await nextCode();
  tell(`She shows a code: ${code}. Her password stands in for the finger that made her phone one that shows codes.`);

  const receipt = await pays(lin, bo, code);
  const ticket = await bo.resident.say(roomId, TICKET, undefined);
  await lin.resident.hasRead(roomId, ticket);
  tell(`He sends: "${TICKET}"`);

  const held = await attacks(lin, onlooker, code);
  const [hers, his] = [await lin.purse.has(), await bo.purse.has()];
  tell(`In the end she has ${money(hers)} and he has ${money(his)}.`);
  for (const { resident, purse } of [lin, bo, onlooker]) {
    purse.ends();
    resident.leaveTheDevice();
  }
  tell("");
  for (const line of tableOf(knowers({ lin, bo, onlooker }), facts(lin, bo, receipt))) tell(line);
  tell("The house also knows what it makes itself: codes, receipts, balances. What is said in a conversation it never had.");
  return held && hers === TOP_UP - PRICE && his === PRICE;
}

async function enters(address: string, who: { handle: string; name: string; role: string }): Promise<Player> {
  const [chat, pay] = [new Ear(), new Ear()];
  const resident = await Resident.moveIn(address, who, chat.fetch);
  const purse = await Purse.open(await resident.walletLink(), resident.password, pay);
  tell(`${who.name}, ${who.role}, signs up and opens a wallet.`);
  return { resident, chat, pay, purse };
}

async function talk(lin: Player, bo: Player): Promise<string> {
  const { room_id: roomId } = await lin.resident.client.createRoom({
    preset: Preset.TrustedPrivateChat,
    is_direct: true,
    invite: [bo.resident.userId],
    initial_state: [SEALED],
  });
  await bo.resident.client.joinRoom(roomId);
  for (const one of [lin, bo]) {
    const both = () =>
      [lin, bo].every((other) => one.resident.client.getRoom(roomId)?.getMember(other.resident.userId)?.membership === "join");
    await untilTrue(one.resident.client, both, `${one.resident.who.handle} sees both in the room`);
  }
  const asked = await lin.resident.say(roomId, QUESTION, undefined);
  await bo.resident.hasRead(roomId, asked);
  tell(`She writes, sealed for him alone: "${QUESTION}"`);
  return roomId;
}

const QUESTION = "Do you still have the ticket for the 17:42?";

/** He charges the code, her phone is asked, she pays for good. */
async function pays(lin: Player, bo: Player, code: string): Promise<string> {
  const charge = await bo.purse.once("charges", { code, amount: yuan(PRICE), source: "typed" });
  tell(`He charges it with ${money(PRICE)}. His till says: ${String(charge.state)}.`);
  const { asks } = (await lin.purse.get("asks")) as unknown as {
    asks: readonly { id: string; why: string; payee: { avatar: string; adjective: string; name: string | null } }[];
  };
  const [ask] = asks;
  if (!ask) throw new Error("Her phone was not asked.");
  tell(
    `Her phone asks: ${money(PRICE)} to ${ask.payee.name ?? `a ${ask.payee.adjective} ${ask.payee.avatar}, whom the house does not know`}? She pays for good, with her password for a finger.`,
  );
  await lin.purse.confirmed(`asks/${ask.id}/answer`, { answer: "payForGood" });
  const paid = await bo.purse.get(`charges/${String(charge.id)}?wait=20&state=waiting`);
  const { payer, receipt } = paid as unknown as { payer: { adjective: string; avatar: string }; receipt: string };
  tell(
    `His till says: ${String(paid.state)}, by a ${payer.adjective} ${payer.avatar}, receipt ${receipt}. The next payment has another face.`,
  );
  return receipt;
}

/** True when everything was refused, and she was told. */
async function attacks(lin: Player, onlooker: Player, code: string): Promise<boolean> {
  const photographed = await refusal(() => onlooker.purse.once("charges", { code, amount: yuan(PRICE), source: "picture" }));
  tell(`Fox charges a photograph of the code: ${photographed ?? "IT WORKED"}.`);
  const { attempts } = (await lin.purse.get("attempts")) as unknown as { attempts: readonly { word: string }[] };
  tell(`She is told, in her list of attempts: ${attempts[0]?.word ?? "NOTHING"}.`);
  const chatToken = lin.resident.client.getAccessToken() ?? "";
  const script = lin.purse.with(chatToken, onlooker.pay);
  const looked = await refusal(() => script.get("balances"));
  const sent = await refusal(() => script.once("transfers", { to: onlooker.resident.userId, amount: yuan(1) }));
  tell(`A script with her chat's token asks for her balance: ${looked ?? "IT WORKED"}; sends money: ${sent ?? "IT WORKED"}.`);
  return photographed !== null && looked !== null && sent !== null && attempts[0]?.word === "code_already_used";
}

async function refusal(attempt: () => Promise<unknown>): Promise<string | null> {
  try {
    await attempt();
    return null;
  } catch (refused) {
    if (refused instanceof Refused) return refused.message;
    throw refused;
  }
}

function facts(lin: Player, bo: Player, receipt: string): readonly { readonly fact: string; readonly words: string }[] {
  return [
    { fact: "her handle", words: lin.resident.userId },
    { fact: "her name", words: lin.resident.who.name },
    { fact: "his handle", words: bo.resident.userId },
    { fact: "his name", words: bo.resident.who.name },
    { fact: "what she asked him", words: QUESTION },
    { fact: "the ticket", words: TICKET },
    { fact: "the amount", words: `"minor":${PRICE},` },
    { fact: "the receipt's number", words: receipt },
    { fact: "what is left in her wallet", words: `"minor":${TOP_UP - PRICE},` },
  ];
}

function knowers({ lin, bo, onlooker }: Readonly<Record<"lin" | "bo" | "onlooker", Player>>): readonly Knower[] {
  const house = (words: string) => [lin, bo].some(({ chat, pay }) => chat.told(words) || pay.told(words));
  const read = (player: Player) => (words: string) => player.chat.knows(words) || player.resident.hasInSight(words);
  return [
    { who: "she, by the chat", knows: read(lin) },
    { who: "she, by the payment", knows: (words) => lin.pay.knows(words) },
    { who: "he, by the chat", knows: read(bo) },
    { who: "he, by the payment", knows: (words) => bo.pay.knows(words) },
    { who: "Fox", knows: (words) => read(onlooker)(words) || onlooker.pay.knows(words) },
    { who: "told to the house", knows: house },
  ];
}

const money = (minor: number) => `¥${(minor / 100).toFixed(2)}`;

/** Plays it, and says what went wrong. */
export async function tellTheStory(address: string): Promise<number> {
  if (await play(address)) return 0;
  complain("The story did not go as it should.");
  return 1;
}
