// A small client of the wallet's API for tests: each request and each answer is held against the document that the server publishes.
import assert from "node:assert/strict";
import { request } from "node:http";
import { openApi } from "./openapi.mjs";
import { passkeyDevice } from "./passkey.mjs";
import { proof } from "./people.mjs";

const LINK = "/_matrix/client/unstable/org.teahouse/wallet/link";

export class PayProblem extends Error {
  constructor(name, status, body) {
    super(`${name}: ${status} ${body?.code} ${body?.detail}`);
    this.status = status;
    this.code = body?.code;
    this.body = body;
  }
}

/** The wallet's address. Names under localhost lead to this machine, whether or not it knows them. */
export async function payOf(server) {
  const document = openApi(await (await fetch(`${server.url}/openapi/pay.json`)).json());
  const host = new URL(server.url.replace("127.0.0.1", "pay.localhost"));
  return { document, origin: host.origin, client: (token) => payClient(server, host, document, token) };
}

function payClient(server, host, document, token) {
  /** The body of the answer; a PayProblem is thrown for every status from 400. */
  async function call(name, { params = {}, query = {}, body, key } = {}) {
    const headers = key === undefined ? {} : { "Idempotency-Key": key };
    document.request(name, { body, query, headers });
    const [method, path] = name.split(" ");
    const filled = path.replace(/\{(\w+)\}/g, (_, part) => encodeURIComponent(params[part]));
    const asked = new URLSearchParams(query).toString();
    const answer = await send(server, host, method, filled + (asked && `?${asked}`), body, {
      ...headers, ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { "content-type": "application/json" }),
    });
    if (answer.status >= 400) {
      await isProblem(server, name, answer);
      throw new PayProblem(name, answer.status, answer.body);
    }
    document.answer(name, answer.status, answer.type, answer.body);
    return answer.body;
  }
  /** As call, for what a payment passkey confirms: asks, shows what is confirmed, and asks again with the proof. */
  async function confirmed(name, device, { body = {}, ...more }) {
    const question = await call(name, { ...more, body }).then(() => assert.fail(`${name} asks for no passkey.`), (problem) => problem);
    assert.equal(question.code, "confirmationNeeded", question.message);
    const { ceremony, options, confirms } = question.body;
    return { confirms, done: await call(name, { ...more, body: { ...body, proof: { ceremony, credential: device.get(options) } } }) };
  }
  return { call, confirmed };
}

/** Somebody's wallet, opened by a link from the app and then by the payment passkey that they make. */
export async function openWallet(server, pay, who) {
  const link = (auth) => fetch(server.url + LINK, {
    method: "POST", headers: { authorization: `Bearer ${who.token}`, "content-type": "application/json" }, body: JSON.stringify(auth ? { auth } : {}),
  }).then((answer) => answer.json());
  const { session } = await link();
  const { url } = await link({ ...proof(who), session });
  const first = pay.client((await pay.client().call("POST /pay/v1/sign-in/link", { body: { token: url.split("/").pop(), name: "tests" } })).token);
  const device = passkeyDevice(pay.origin);
  const made = await first.call("POST /pay/v1/passkeys/add/start", { body: {} });
  await first.call("POST /pay/v1/passkeys/add/finish", { body: { ceremony: made.ceremony, credential: device.create(made.options), name: "device" } });
  const asked = await pay.client().call("POST /pay/v1/sign-in/passkey/start", { body: {} });
  const given = await pay.client().call("POST /pay/v1/sign-in/passkey/finish", { body: { ceremony: asked.ceremony, credential: device.get(asked.options), name: "tests" } });
  return { ...pay.client(given.token), device };
}

/** RFC 9457, and its type leads to a page that tells of the code. */
async function isProblem(server, name, { status, type, body }) {
  assert.match(type, /^application\/problem\+json/, `${name} ${status}`);
  assert.equal(body.status, status, name);
  for (const part of ["type", "title", "code"]) assert.equal(typeof body[part], "string", `${name}: ${part}`);
  const page = await fetch(server.url + new URL(body.type, server.url).pathname);
  assert.equal(page.status, 200, `${name}: ${body.type}`);
}

async function send(server, host, method, path, body, headers) {
  const { port } = new URL(server.url);
  const { promise, resolve, reject } = Promise.withResolvers();
  const asked = request({ host: "127.0.0.1", port, method, path, headers: { ...headers, host: host.host } }, async (answer) => {
    try {
      const chunks = [];
      for await (const chunk of answer) chunks.push(chunk);
      const [type, text] = [answer.headers["content-type"] ?? "", Buffer.concat(chunks).toString()];
      resolve({ status: answer.statusCode, type, body: /json/.test(type) ? JSON.parse(text) : text });
    } catch (error) {
      reject(error);
    }
  });
  asked.on("error", reject);
  asked.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}
