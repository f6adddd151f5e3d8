import type { Backup, Device, DeviceList, Person, Removal, RoomDetail, RoomSummary, TimelineView, Verification } from "./model.ts";
import { Cell, Pool } from "./watched.ts";

/** What the screens watch. It is there from the first moment; the live client fills it later. */
export class Cells {
  readonly rooms = new Cell<readonly RoomSummary[]>([]);
  readonly removals = new Cell<readonly Removal[]>([]);
  readonly details: Pool<RoomDetail | null>;
  readonly timelines: Pool<TimelineView>;
  readonly verification = new Cell<Verification | null>(null);
  readonly backup = new Cell<Backup>(NO_BACKUP);
  readonly devices = new Cell<DeviceList>(NO_DEVICES);
  readonly newDevices = new Cell<readonly Device[]>([]);
  readonly ownChanges = new Cell(0);
  readonly ignored = new Cell<readonly Person[]>([]);

  /** `onUse` hears when a room's detail or timeline gets its first watcher or loses its last. */
  constructor(onUse: (roomId: string) => void) {
    this.details = new Pool<RoomDetail | null>(() => null, onUse);
    this.timelines = new Pool(nothingSaid, onUse);
  }

  /** Rooms that somebody looks at. */
  usedRooms(): string[] {
    return [...new Set([...this.details.used(), ...this.timelines.used()])];
  }

  clear(): void {
    this.rooms.set([]);
    this.removals.set([]);
    this.details.reset();
    this.timelines.reset();
    this.verification.set(null);
    this.backup.set(NO_BACKUP);
    this.devices.set(NO_DEVICES);
    this.newDevices.set([]);
    this.ignored.set([]);
  }
}

const NO_BACKUP: Backup = { state: "unknown", waiting: 0, savedAt: null, restoring: null };
const NO_DEVICES: DeviceList = { state: "loading", devices: [] };

function nothingSaid(roomId: string): TimelineView {
  return { roomId, freshness: "cached", items: [], atStart: false, older: "idle", readUpTo: null, typing: [] };
}
