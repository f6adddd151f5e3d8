/* The demo town moves in: everybody is there with money, some of it on cards, and what it counts is proved. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startServer } from "./server.mjs";

const program = process.env.TEAHOUSE_BIN ?? fileURLToPath(new URL("../../out/teahouse", import.meta.url));
const PEOPLE = 7;
let server;

before(async () => {
  server = await startServer("--rate-limits", "off");
});
after(() => server.stop());

test("everybody of the town signs in as it was printed, and its money is proved", async () => {
  const output = join(server.folder, "demo.json");
  await promisify(execFile)(process.execPath, [join(dirname(program), "demo/town.js"), server.url, output]);
  const { people } = JSON.parse(await readFile(output, "utf8"));
  assert.equal(people.length, PEOPLE);
  for (const { handle, password, recoveryCode } of people) {
    const body = JSON.stringify({ type: "m.login.password", identifier: { type: "m.id.user", user: handle }, password });
    const answer = await fetch(`${server.url}/_matrix/client/v3/login`, { method: "POST", body, headers: { "content-type": "application/json" } });
    assert.equal(answer.status, 200, handle);
    assert.match(recoveryCode, /^E/);
  }
  const audit = await server.operator("ledger", "audit");
  assert.match(audit, /proved {4}The sum of all accounts is zero/);
  assert.match(audit, /proved {4}A part of a tally that is paid was moved/);
  // The bank, the cards, and everybody's own.
  assert.match(audit, /9 accounts, /);
});
