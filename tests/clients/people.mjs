// People for tests of the client-server API: they register with a password, and know what a refusal looks like.
import assert from "node:assert/strict";
import { matrixClient } from "./client.mjs";

export const passwordOf = (username) => `tea for ${username}!`;

/** Somebody who has registered. */
export async function register(server, username, more = {}) {
  const anyone = matrixClient(server.url);
  const session = await anyone.call("register", {}, { username, password: passwordOf(username), auth: { type: "m.login.dummy" }, ...more });
  return person(anyone, username, session);
}

/** Somebody as a session of theirs says who they are. */
export const person = (anyone, username, session) => ({
  ...anyone.withToken(session.access_token),
  username,
  userId: session.user_id,
  deviceId: session.device_id,
  token: session.access_token,
  refreshToken: session.refresh_token,
});

/** The answer of user-interactive auth. */
export const proof = (who) => ({
  type: "m.login.password", identifier: { type: "m.id.user", user: who.userId }, password: passwordOf(who.username),
});

/** For assert.rejects: that the server refused with this code. */
export const refused = (errcode, status) => (error) => {
  assert.equal(error.errcode, errcode, error.message);
  assert.equal(error.status, status);
  return true;
};
