/* The wallet's API as its published document describes it, on both databases: a walk through what people do with their money. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { openWallet, PayProblem, payOf } from "./pay.mjs";
import { register } from "./people.mjs";
import { startServer } from "./server.mjs";

const yuan = (minor) => ({ minor, currency: "CNY" });
const CARDS = "/_matrix/client/unstable/org.teahouse/pay/cards";
const TALLIES = "/_matrix/client/unstable/org.teahouse/pay/tallies";

let server;
let pay;
let mei;
let li;
let meis;
let lis;
let room;

before(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  pay = await payOf(server);
  [mei, li] = [await register(server, "mei"), await register(server, "li")];
  [meis, lis] = [await openWallet(server, pay, mei), await openWallet(server, pay, li)];
  room = (await mei.call("createRoom", {}, { invite: [li.userId] })).room_id;
  await li.call("joinRoom", { roomIdOrAlias: room });
});
after(() => server?.stop());

/** At the app's address, with the chat's token. */
async function chat(who, method, path, body, key) {
  const answer = await fetch(server.url + path, {
    method, headers: { authorization: `Bearer ${who.token}`, "content-type": "application/json", ...(key && { "Idempotency-Key": key }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  assert.equal(answer.status, 200, path);
  return answer.json();
}

const has = async (wallet) => (await wallet.call("GET /pay/v1/balances"))[0]?.balance.minor ?? 0;
const history = async (wallet, query = {}) => (await wallet.call("GET /pay/v1/history", { query })).movements;

test("a wallet says whose it is, and what it knows of itself", async () => {
  assert.equal((await pay.client().call("GET /pay/v1/house")).regime, "sandbox");
  const me = await meis.call("GET /pay/v1/me");
  assert.deepEqual([me.userId, me.passkeys], [mei.userId, 1]);
  assert.equal((await meis.call("GET /pay/v1/session")).scope, "full");
  assert.equal((await meis.call("GET /pay/v1/passkeys")).length, 1);
  assert.equal((await meis.call("GET /pay/v1/freeze")).frozen, false);
  await meis.call("GET /pay/v1/limits");
  await assert.rejects(pay.client("nothing").call("GET /pay/v1/me"), (problem) => problem instanceof PayProblem && problem.status === 401);
});

test("money is sent to a person by their handle, once per key, and each sees it", async () => {
  const key = randomUUID();
  await meis.call("POST /pay/v1/sandbox/play-money", { key, body: { amount: yuan(10_000) } });
  const to = randomUUID();
  const wanted = { to: "li", amount: yuan(1_250) };
  const { confirms, done } = await meis.confirmed("POST /pay/v1/transfers", meis.device, { key: to, body: wanted });
  assert.deepEqual([confirms.to.userId, confirms.amount], [li.userId, yuan(1_250)]);
  assert.deepEqual(await meis.call("POST /pay/v1/transfers", { key: to, body: wanted }), done);
  assert.deepEqual([await has(meis), await has(lis)], [8_750, 1_250]);
  const [movement] = await history(lis);
  assert.deepEqual([movement.kind, movement.moved, movement.with.userId], ["transfer", yuan(1_250), mei.userId]);
  const code = (amount, to, code) => assert.rejects(meis.call("POST /pay/v1/transfers", { key: randomUUID(), body: { to, amount } }), (problem) => problem.code === code);
  await code(yuan(0), "li", "amountInvalid");
  await code(yuan(99_999_999), "li", "fundsInsufficient");
  await code(yuan(1), "nobody", "payeeUnknown");
  await code(yuan(1), "mei", "payeeIsSelf");
  await assert.rejects(meis.call("POST /pay/v1/transfers", { key: to, body: { to: "li", amount: yuan(1) } }), (problem) => problem.code === "idUsedOtherwise");
});

test("a red packet leaves the wallet, and who is in the room takes of it", async () => {
  const { done } = await meis.confirmed("POST /pay/v1/cards", meis.device, { key: randomUUID(), body: { room, kind: "randomPacket", amount: yuan(200), shares: 2 } });
  await chat(li, "POST", `${CARDS}/${done.card}/take`, {});
  await chat(mei, "POST", `${CARDS}/${done.card}/take`, {});
  assert.equal(await has(meis) + await has(lis), 10_000);
  assert.deepEqual((await history(lis, { kind: "redPacket" })).length, 1);
});

test("what somebody asks for is listed on both sides, paid by one and declined by another", async () => {
  const ask = async (minor) => (await chat(li, "POST", TALLIES, { room, amount: yuan(minor), parts: [{ who: "mei" }], note: "lunch" }, randomUUID())).id;
  const [paid, declined] = [await ask(500), await ask(700)];
  assert.deepEqual((await meis.call("GET /pay/v1/tallies")).tallies.map(({ id }) => id), [declined, paid]);
  assert.deepEqual((await lis.call("GET /pay/v1/tallies/owed")).tallies.map(({ amount }) => amount.minor), [700, 500]);
  assert.equal((await meis.call("GET /pay/v1/tallies/{id}", { params: { id: paid } })).note, "lunch");
  const before = await has(lis);
  await meis.confirmed("POST /pay/v1/tallies/{id}/pay", meis.device, { params: { id: paid }, key: randomUUID() });
  assert.equal(await has(lis), before + 500);
  assert.equal((await meis.call("POST /pay/v1/tallies/{id}/decline", { params: { id: declined } })).state, "declined");
  assert.deepEqual((await meis.call("GET /pay/v1/tallies")).tallies, []);
  assert.deepEqual((await lis.call("GET /pay/v1/tallies/owed")).tallies, []);
});

test("history comes in pages, and a month, a receipt and statements tell the same", async () => {
  const first = await meis.call("GET /pay/v1/history", { query: { limit: "2" } });
  const next = await meis.call("GET /pay/v1/history", { query: { limit: "2", cursor: first.next } });
  assert.equal(new Set([...first.movements, ...next.movements].map(({ number }) => number)).size, 4);
  const [{ at, number, receipt }] = first.movements;
  assert.equal((await meis.call("GET /pay/v1/receipts/{number}", { params: { number } })).movement.receipt, receipt);
  // The house's day may be another one than this machine's: a day more on both sides.
  const day = (days) => new Date(at + days * 86_400_000).toISOString().slice(0, 10);
  await meis.call("GET /pay/v1/months/{month}", { params: { month: day(0).slice(0, 7) } });
  const csv = await meis.call("GET /pay/v1/statements/csv", { query: { from: day(-1), to: day(0) } });
  assert.ok(csv.includes(receipt), csv);
  assert.match(await meis.call("GET /pay/v1/statements/camt053", { query: { from: day(-1), to: day(0) } }), /camt\.053\.001\.08/);
});

test("what is asked without need of anything is answered as it is described", async () => {
  for (const name of [
    "GET /pay/v1/asks", "GET /pay/v1/attempts", "GET /pay/v1/charges", "GET /pay/v1/code-phone", "GET /pay/v1/disputes", "GET /pay/v1/money-out",
    "GET /pay/v1/payee", "GET /pay/v1/payee/face", "GET /pay/v1/posters", "GET /pay/v1/sessions",
  ]) await meis.call(name);
});

test("money goes out, and nobody is signed in afterwards", async () => {
  const rest = await has(lis);
  await lis.confirmed("POST /pay/v1/money-out", lis.device, { key: randomUUID(), body: { amount: yuan(rest) } });
  assert.equal(await has(lis), 0);
  await lis.call("DELETE /pay/v1/session");
  await assert.rejects(lis.call("GET /pay/v1/me"), (problem) => problem.code === "tokenUnknown");
  assert.match(await server.operator("ledger", "audit"), /proved/);
  assert.ok(pay.document.seen.size >= 35, `${pay.document.seen.size} operations were asked.`);
});
