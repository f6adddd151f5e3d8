import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { Room } from "matrix-js-sdk/lib/models/room";
import type { Person } from "../model.ts";
import { personIn } from "./faces.ts";

/** How long the server believes that a person types, after they were last heard to. */
const BELIEVED_MS = 8_000;
const SAID_AGAIN_AFTER_MS = 4_000;

/** Others who type in a room. */
export function typingIn(room: Room): Person[] {
  const members = room.getMembers().filter((member) => member.typing && member.userId !== room.myUserId);
  return members.map((member) => personIn(room, member.userId));
}

/** Tells the server that this person types: not at each key, and not twice that they stopped. */
export class TypingTeller {
  readonly #saidAt = new Map<string, number>();

  constructor(
    private readonly client: MatrixClient,
    private readonly now: () => number,
  ) {}

  tell(roomId: string, typing: boolean): void {
    const saidAt = this.#saidAt.get(roomId);
    if (typing && saidAt !== undefined && this.now() - saidAt < SAID_AGAIN_AFTER_MS) return;
    if (!typing && (saidAt === undefined || this.now() - saidAt > BELIEVED_MS)) return;
    if (typing) this.#saidAt.set(roomId, this.now());
    else this.#saidAt.delete(roomId);
    this.client.sendTyping(roomId, typing, BELIEVED_MS).catch((error: unknown) => {
      console.debug("The server was not told of typing.", error);
    });
  }
}
