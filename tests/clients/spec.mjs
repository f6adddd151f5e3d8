// Holds answers and events against the digest of the Matrix specification (../data/matrix).
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../data/matrix/${name}`, import.meta.url), "utf8"));
const operationsDigest = read("operations.json");
const eventsDigest = read("events.json");

// The specification's "format" names (mx-user-id, ...) are unknown to ajv; their patterns stand beside them.
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema({ $id: "operations", $defs: operationsDigest.$defs });
ajv.addSchema({ $id: "events", $defs: eventsDigest.$defs });

const compiled = new Map();

function validator(digest, schema, key) {
  if (!compiled.has(key)) compiled.set(key, ajv.compile(absolute(schema, digest)));
  return compiled.get(key);
}

function absolute(schema, digest) {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" && typeof value === "string" ? digest + value : value);
}

/** The digest of one operation. */
export function operation(operationId) {
  const found = operationsDigest.operations[operationId];
  if (!found) throw new Error(`The specification has no operation ${operationId}.`);
  return found;
}

const errorOf = (key, check, body) =>
  `${key}: ${ajv.errorsText(check.errors, { dataVar: "body" })}\n${JSON.stringify(body, null, 1)?.slice(0, 2_000)}`;

/** Throws when an answer is not what the specification allows. The body is parsed JSON. */
export function validateResponse(operationId, status, body) {
  const { responses } = operation(operationId);
  const known = responses[status] ?? responses[`${Math.floor(status / 100)}XX`];
  // UIA asks with 401 and flows instead of an error.
  const asksForAuth = status === 401 && Array.isArray(body?.flows);
  if (status >= 400 && !asksForAuth && (typeof body?.errcode !== "string" || typeof body?.error !== "string")) {
    throw new Error(`${operationId} ${status}: an error has errcode and error, this has ${JSON.stringify(body)}`);
  }
  if (status < 400 && !known) throw new Error(`${operationId} answers ${status}, which the specification does not name.`);
  const schema = known?.content?.["application/json"];
  if (!schema || (status === 401 && !asksForAuth)) return;
  const key = `${operationId} ${status}`;
  const check = validator("operations", schema, key);
  if (!check(body)) throw new Error(errorOf(key, check, body));
}

/** Throws when a known event is not what the specification allows. Of events in /sync, which have no room_id, give it. */
export function validateEvent(event) {
  const key = [`${event.type}$${event.content?.msgtype}`, event.type].find((k) => k in eventsDigest.events);
  if (!key) return;
  // A redacted event has lost what its type asks for.
  if (event.unsigned?.redacted_because) return;
  const check = validator("events", eventsDigest.events[key], `event ${key}`);
  if (!check(event)) throw new Error(errorOf(key, check, event));
}
