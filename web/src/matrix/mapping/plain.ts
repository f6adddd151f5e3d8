import type { Doubt } from "../model.ts";
import { plainName } from "./people.ts";

/** Contents of events are what other people's apps sent: nothing in them may be believed to have a type. */
export type Content = Readonly<Record<string, unknown>>;

/** An event as the mapping sees it: decrypted where that was possible, edits applied, no object of the SDK in it. */
export interface PlainEvent {
  readonly id: string;
  /** The transaction id, where this device sent it. */
  readonly txn: string | null;
  readonly type: string;
  readonly stateKey: string | null;
  readonly sender: string;
  readonly time: number;
  readonly content: Content;
  /** What the same piece of state was before; empty where there was nothing. */
  readonly before: Content;
  readonly redacted: boolean;
  /** Who redacted it, where that is known. */
  readonly redactedBy: string | null;
  /** The SDK's `DecryptionFailureCode` where it could not be decrypted. */
  readonly failure: string | null;
  readonly edited: boolean;
  readonly replyTo: string | null;
  readonly doubt: Doubt | null;
}

export function textAt(content: Content, name: string): string {
  const value = content[name];
  return typeof value === "string" ? value : "";
}

/** What somebody or something is called there. */
export function nameAt(content: Content, name: string): string {
  return plainName(textAt(content, name));
}

export function objectAt(content: Content, name: string): Content {
  const value = content[name];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Content) : {};
}

/** A whole number of zero or more, else null. */
export function countAt(content: Content, name: string): number | null {
  const value = content[name];
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

export function textsAt(content: Content, name: string): readonly string[] {
  const value = content[name];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}
