import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { operation, validateEvent, validateResponse } from "./spec.mjs";

const digest = (name) => JSON.parse(readFileSync(new URL(`../data/matrix/${name}`, import.meta.url), "utf8"));

test("every schema of every answer compiles", () => {
  for (const [id, { responses }] of Object.entries(digest("operations.json").operations)) {
    for (const status of Object.keys(responses).filter((s) => /^\d+$/.test(s))) {
      try {
        validateResponse(id, Number(status), { errcode: "M_UNKNOWN", error: "x" });
      } catch (error) {
        assert.match(error.message, new RegExp(`^${id} ${status}: body`));
      }
    }
  }
});

test("every schema of every event compiles", () => {
  for (const type of Object.keys(digest("events.json").events)) {
    const [name, msgtype] = type.split("$");
    try {
      validateEvent({ type: name, content: { msgtype } });
    } catch (error) {
      assert.match(error.message, /^m\..*: body/);
    }
  }
});

test("an event that lacks what it must have is refused", () => {
  const message = { type: "m.room.message", event_id: "$e", room_id: "!r:localhost", sender: "@mei:localhost", origin_server_ts: 1 };
  validateEvent({ ...message, content: { msgtype: "m.text", body: "tea" } });
  validateEvent({ ...message, type: "org.example.unknown", content: 7 });
  assert.throws(() => validateEvent({ ...message, content: { msgtype: "m.text" } }), /body/);
  assert.throws(() => validateEvent({ ...message, origin_server_ts: "now", content: { msgtype: "m.text", body: "tea" } }), /origin_server_ts/);
});

test("an answer that lacks what it must have is refused", () => {
  validateResponse("getTokenOwner", 200, { user_id: "@mei:localhost" });
  assert.throws(() => validateResponse("getTokenOwner", 200, {}), /user_id/);
  assert.throws(() => validateResponse("getTokenOwner", 401, { error: "no code" }), /errcode/);
  assert.throws(() => validateResponse("getTokenOwner", 204, {}), /does not name/);
});

test("an operation is known by its method and path", () => {
  const { method, path, auth } = operation("sendMessage");
  assert.deepEqual([method, path, auth], ["PUT", "/_matrix/client/v3/rooms/{roomId}/send/{eventType}/{txnId}", "required"]);
});
