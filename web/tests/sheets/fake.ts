import { canBeDrawn } from "../../src/matrix/media/picture";
import {
  type Backup,
  type Confirm,
  type Device,
  type DeviceList,
  type House,
  type Matrix,
  type Me,
  type MediaState,
  type Person,
  Problem,
  type ProblemCode,
  type Removal,
  type RoomDetail,
  type RoomSummary,
  type Session,
  type TimelineView,
  type Verification,
  type Watched,
} from "../../src/matrix/model";
import { NOW } from "./now";

type Verbs = { [Key in keyof Matrix as Matrix[Key] extends (...args: never[]) => Promise<unknown> ? Key : never]: Matrix[Key] };

/** A moment in the life of the app, as plain data: what is known, and how the verbs answer. */
export interface Town {
  readonly session: Session;
  readonly rooms: readonly RoomSummary[];
  readonly removals: readonly Removal[];
  /** By room id; a room that is not here is not known yet. */
  readonly details: Readonly<Record<string, RoomDetail>>;
  readonly timelines: Readonly<Record<string, TimelineView>>;
  /** By the key of the `MediaRef`; others stay loading. */
  readonly media: Readonly<Record<string, MediaState>>;
  readonly verification: Verification | null;
  readonly backup: Backup;
  readonly devices: DeviceList;
  readonly newDevices: readonly Device[];
  readonly ignored: readonly Person[];
  readonly confirm: Confirm | null;
  readonly house: House;
  readonly me: Me;
  readonly verbs: Partial<Verbs>;
}

/** A verb that is still running. */
export const never = (): Promise<never> => new Promise(() => {});

/** A verb that is refused. */
export const refused =
  (code: ProblemCode, retryAfterMs: number | null = null) =>
  (): Promise<never> =>
    Promise.reject(new Problem(code, retryAfterMs));

/** A verb that is refused once, and answers from then on. */
export function refusedOnce<T>(code: ProblemCode, value: T): () => Promise<T> {
  let asked = 0;
  return () => (asked++ === 0 ? Promise.reject(new Problem(code)) : Promise.resolve(value));
}

/** A verb that answers; the answer can be read off it. */
export const answers = <T>(value: T): (() => Promise<T>) & { readonly value: T } => Object.assign(() => Promise.resolve(value), { value });

export const quiet: Town = {
  session: { state: "signedOut", why: "none" },
  rooms: [],
  removals: [],
  details: {},
  timelines: {},
  media: {},
  verification: null,
  backup: { state: "on", waiting: 0, savedAt: NOW - 7 * 3_600_000, restoring: null },
  devices: { state: "ready", devices: [] },
  newDevices: [],
  ignored: [],
  confirm: null,
  house: { id: "a1", serverName: "teahouse.example", publicUrl: "https://teahouse.example", registration: "open", passkeys: true },
  me: { hasPassword: false, passkeys: 1, recoverySet: true, suspended: null, notices: [] },
  verbs: {},
};

/** A verb that a screen called, and with what. */
export type Call = readonly [verb: string, ...given: readonly unknown[]];

/** A door to Matrix behind which nothing happens but what the scene says; it notes what it is asked to do. */
export function fake(scene: Partial<Town>, calls: Call[] = []): Matrix {
  const town: Town = { ...quiet, ...scene };
  const rooms = new Map<string, Watched<RoomDetail | null>>();
  const timelines = new Map<string, ReturnType<Matrix["timeline"]>>();
  const media = new Map<string, Watched<MediaState>>();
  const nothing = () => Promise.resolve();
  const defaults = {
    house: answers(town.house),
    me: answers(town.me),
    handleProblem: answers(null),
    passkeys: answers([]),
    findPerson: answers(null),
    askedElsewhere: answers("identity"),
    confirmElsewhere: answers(true),
    wallet: answers({ url: "https://pay.teahouse.example/", hasPasskey: true, hasMoney: false, verbs: ["transfer", "card", "tally"] }),
    largestFile: answers(50 * 1024 * 1024),
    isPicture: canBeDrawn,
  };
  const state = {
    session: still(town.session),
    rooms: still(town.rooms),
    removals: still(town.removals),
    verification: still(town.verification),
    backup: still(town.backup),
    devices: still(town.devices),
    newDevices: still(town.newDevices),
    ownChanges: still(0),
    ignored: still(town.ignored),
    confirm: still(town.confirm),
    room: (id: string) => once(rooms, id, () => still(town.details[id] ?? null)),
    timeline: (id: string) => once(timelines, id, () => ({ ...still(town.timelines[id] ?? emptyTimeline(id)), loadOlder: nothing })),
    media: (ref: { readonly key: string }) => once(media, ref.key, () => still(town.media[ref.key] ?? { state: "loading" as const })),
    preload: () => {},
    verifyLater: () => {},
    noteRemoval: () => {},
    codeKept: () => Promise.resolve(),
    setTyping: () => {},
    cancelConfirm: () => {},
  };
  const known = { ...defaults, ...town.verbs, ...state };
  // Every other verb of the door: done at once.
  return new Proxy(known, {
    get: (target, key) => {
      const it = key in target ? target[key as keyof typeof target] : nothing;
      if (typeof it !== "function" || WATCHING.has(key)) return it;
      return (...given: unknown[]) => {
        calls.push([String(key), ...given]);
        return (it as (...given: unknown[]) => unknown)(...given);
      };
    },
  }) as unknown as Matrix;
}

/** These give something to watch, and change nothing. */
const WATCHING: ReadonlySet<string | symbol> = new Set(["room", "timeline", "media"]);

function still<T>(value: T): Watched<T> {
  return { subscribe: () => () => {}, getSnapshot: () => value };
}

function once<T>(known: Map<string, T>, key: string, make: () => T): T {
  const there = known.get(key) ?? make();
  known.set(key, there);
  return there;
}

function emptyTimeline(roomId: string): TimelineView {
  return { roomId, freshness: "cached", items: [], atStart: false, older: "loading", readUpTo: null, typing: [] };
}
