import type { MatrixClient } from "matrix-js-sdk/lib/client";
import { isMuted } from "../mapping/rooms.ts";
import { ConditionKind, PushRuleKind } from "../sdk.ts";

/** What a person does not want to hear: muted rooms and ignored people. Both are kept by the server, for all devices. */
export class Rules {
  constructor(private readonly client: MatrixClient) {}

  /** An override rule, because it is stronger than any that would notify. */
  async setMuted(roomId: string, muted: boolean): Promise<void> {
    if (muted === isMuted(this.client.pushRules, roomId)) return;
    if (muted) {
      const conditions = [{ kind: ConditionKind.EventMatch as const, key: "room_id", pattern: roomId }];
      await this.client.addPushRule("global", PushRuleKind.Override, roomId, { actions: [], conditions });
      return;
    }
    for (const kind of [PushRuleKind.Override, PushRuleKind.RoomSpecific] as const) {
      const rules = this.client.pushRules?.global[kind] ?? [];
      if (rules.some((rule) => rule.rule_id === roomId)) await this.client.deletePushRule("global", kind, roomId);
    }
  }

  async setIgnored(userId: string, ignored: boolean): Promise<void> {
    const others = this.client.getIgnoredUsers().filter((other) => other !== userId);
    await this.client.setIgnoredUsers(ignored ? [...others, userId] : others);
  }
}
