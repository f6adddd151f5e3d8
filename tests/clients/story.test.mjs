/* The scene on the platform, played to its end against a house of its own, with what each learned. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startServer } from "./server.mjs";

const program = process.env.TEAHOUSE_BIN ?? fileURLToPath(new URL("../../out/teahouse", import.meta.url));
let server;

before(async () => {
  server = await startServer();
});
after(() => server.stop());

test("the stranger who scans her code learns the amount and a receipt's number, and nothing of who she is", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(dirname(program), "demo/town.js"), "story", server.url]);
  const rows = stdout.slice(stdout.indexOf("what was sent to whom")).split("\n").map((line) => line.split(/ {2,}/));
  const column = rows[0].indexOf("he, by the payment");
  const learned = Object.fromEntries(rows.slice(1).filter((row) => row.length > 1).map((row) => [row[0], row[column]]));
  assert.deepEqual(learned, {
    "her handle": "–", "her name": "–", "his handle": "–", "his name": "–", "what she asked him": "–", "the ticket": "–",
    "the amount": "yes", "the receipt's number": "yes", "what is left in her wallet": "–",
  });
  const words = rows.find(([fact]) => fact === "what she asked him");
  assert.equal(words[rows[0].indexOf("told to the house")], "–");
  assert.equal(words[rows[0].indexOf("he, by the chat")], "yes");
  assert.match(stdout, /Fox charges a photograph of the code: 409 codeRefused\./);
  assert.match(stdout, /in her list of attempts: code_already_used\./);
  assert.match(await server.operator("ledger", "audit"), /proved/);
});
