// Who lives in the demo town, where they meet and what they say. All of it is invented.

export interface Townsperson {
  readonly handle: string;
  readonly name: string;
  /** What the operator is told about them. */
  readonly role: string;
}

export const CAST = [
  { handle: "lin", name: "Lin 林林", role: "a traveller" },
  { handle: "wei", name: "Wei 阿伟", role: "her husband" },
  { handle: "sulan", name: "苏兰", role: "her mother" },
  { handle: "xiaobei", name: "小北", role: "her brother" },
  { handle: "windowseven", name: "七号窗口 Window Seven", role: "who sells tickets at the station" },
  { handle: "yun", name: "Yun 云", role: "a friend" },
  { handle: "chen", name: "老陈", role: "a friend" },
] as const satisfies readonly Townsperson[];

export type Handle = (typeof CAST)[number]["handle"];

/** The one whose screen shows most: whoever looks at the town for the first time signs in as her. */
export const FIRST: Handle = "lin";

export type Line =
  | { readonly by: Handle; readonly text: string; readonly re?: number }
  | { readonly by: Handle; readonly picture: "window"; readonly name: string }
  /** To the line of that number in the same conversation. */
  | { readonly by: Handle; readonly reaction: string; readonly to: number }
  /** Money for the other, in fen; whether they have taken it. */
  | { readonly by: Handle; readonly transfer: number; readonly taken: boolean }
  /** A red packet, in fen, for so many; who has opened it. */
  | { readonly by: Handle; readonly packet: number; readonly shares: number; readonly opened: readonly Handle[] }
  /** A bill, in fen, that all there share alike; for what, and who has paid. */
  | { readonly by: Handle; readonly bill: number; readonly note: string; readonly paid: readonly Handle[] };

/** Play money that everybody begins with, in fen. */
export const POCKET_MONEY = 200_000;

export interface Conversation {
  readonly kind: "person" | "group" | "channel";
  readonly name?: string;
  readonly topic?: string;
  readonly alias?: string;
  /** The first one opens it. */
  readonly people: readonly Handle[];
  readonly lines: readonly Line[];
  /** How many of the last lines FIRST has not read. */
  readonly unread: number;
}

export const CONVERSATIONS: readonly Conversation[] = [
  {
    kind: "channel",
    name: "Station Square 站前广场",
    topic: "What happens around the station. Anyone can read this. 车站周边的消息，谁都能看。",
    alias: "station-square",
    people: ["windowseven", "lin", "wei", "yun", "chen"],
    lines: [
      { by: "windowseven", text: "Track 3 is being swept. Trains to the coast leave from track 5 until noon." },
      { by: "windowseven", text: "三站台打扫中，中午前去海边的车改在五站台上车。" },
      { by: "chen", text: "The noodle stall by the south gate is back, for whoever missed it." },
    ],
    unread: 0,
  },
  {
    kind: "group",
    name: "周五羽毛球",
    people: ["chen", "lin", "yun", "wei"],
    lines: [
      { by: "chen", text: "这周五还打吗？" },
      { by: "yun", text: "I bring the shuttlecocks. 球我带。" },
      { by: "wei", text: "算我一个。" },
      { by: "chen", text: "八点，三号场。" },
      { by: "chen", bill: 24_000, note: "场地费 the court", paid: ["yun"] },
    ],
    unread: 0,
  },
  {
    kind: "person",
    people: ["yun", "lin"],
    lines: [
      { by: "yun", text: "回来了吗？" },
      { by: "lin", text: "Tonight. I will tell you everything." },
      { by: "yun", text: "那周末来喝茶？" },
    ],
    unread: 0,
  },
  {
    kind: "person",
    people: ["lin", "windowseven"],
    lines: [
      { by: "lin", text: "Is there still a seat by the window on the 17:42?" },
      { by: "windowseven", text: "Two. Left side is the one with the sea." },
      { by: "lin", text: "Then left, please." },
      { by: "windowseven", text: "Kept for you until 17:20. Come to window seven." },
      { by: "lin", reaction: "🙏", to: 3 },
    ],
    unread: 0,
  },
  {
    kind: "person",
    people: ["wei", "lin"],
    lines: [
      { by: "wei", text: "你给站台上那个人付钱，他知道你是谁吗？" },
      { by: "lin", text: "He saw a lantern. That is all he will ever know." },
      { by: "wei", text: "Fine. I take it back." },
      { by: "lin", reaction: "😄", to: 2 },
      { by: "wei", transfer: 6_800, taken: false },
    ],
    unread: 0,
  },
  {
    kind: "group",
    name: "一家人",
    people: ["lin", "wei", "sulan", "xiaobei"],
    lines: [
      { by: "lin", text: "上车了，靠窗。" },
      { by: "lin", picture: "window", name: "window.png" },
      { by: "xiaobei", text: "哇，夕阳！", re: 1 },
      { by: "sulan", reaction: "❤️", to: 1 },
      { by: "wei", text: "饭给你留着。" },
      { by: "sulan", packet: 8_800, shares: 3, opened: ["wei"] },
      { by: "sulan", text: "晚饭加个菜，你爱吃的。" },
    ],
    unread: 3,
  },
  {
    kind: "person",
    people: ["sulan", "lin"],
    lines: [
      { by: "lin", transfer: 20_000, taken: true },
      { by: "lin", text: "妈，我六点半到。" },
      { by: "sulan", text: "好，慢慢来。" },
      { by: "sulan", text: "到了打个电话，路上小心。" },
    ],
    unread: 1,
  },
];
