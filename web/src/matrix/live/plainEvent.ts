import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { Content, PlainEvent } from "../mapping/plain.ts";
import type { Doubt } from "../model.ts";

/** An event of the SDK as the mapping wants it. */
export function toPlain(event: MatrixEvent, failure: string | null, doubt: Doubt | null): PlainEvent {
  const stateKey = event.getStateKey();
  const transaction = event.getUnsigned().transaction_id ?? event.getTxnId();
  const redaction = event.getUnsigned().redacted_because;
  return {
    id: event.getId() ?? "",
    txn: transaction ?? null,
    type: event.getType(),
    stateKey: stateKey ?? null,
    sender: event.getSender() ?? "",
    time: event.getTs(),
    content: event.getContent() as Content,
    before: stateKey === undefined ? {} : (event.getPrevContent() as Content),
    redacted: event.isRedacted(),
    redactedBy: redaction?.sender ?? null,
    failure,
    edited: event.replacingEvent() !== null,
    replyTo: event.replyEventId ?? null,
    doubt,
  };
}
