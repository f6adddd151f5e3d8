import { afterAll, beforeAll, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { Harness } from "./harness.ts";

/* Another house at the same address knows nobody's session. That is no reason to throw one away. */

let server: { url: string; stop: () => Promise<void> };
let harness: Harness;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  harness = await Harness.start(server.url.replace("127.0.0.1", "localhost"));
}, 180_000);

afterAll(async () => {
  await harness?.stop();
  await server?.stop();
});

test("where another house answers the session rests with its keys, and goes on when its own is back", async () => {
  const mei = await harness.device();
  const noted = mei.page.waitForResponse("**/people/v1/house");
  await mei.run((matrix) => matrix.signUpWithPasskey({ handle: "mei", displayName: "Mei" }), null);
  await noted;
  await mei.until((matrix) => matrix.session.getSnapshot().state === "signedIn", null);

  const unknown = { status: 401, json: { errcode: "M_UNKNOWN_TOKEN", error: "Nobody has this token." } };
  const there = await (await fetch(`${server.url}/people/v1/house`)).json();
  await mei.context.route("**/_matrix/**", (route) => route.fulfill(unknown));
  await mei.context.route("**/people/v1/house", (route) => route.fulfill({ json: { ...there, id: "another" } }));
  await mei.reload();
  await mei.until((matrix) => matrix.session.getSnapshot().state === "otherHouse", null);

  await mei.context.unrouteAll({ behavior: "wait" });
  await harness.serves(mei.context);
  await mei.reload();
  await mei.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedIn" && session.freshness === "live" && session.verified !== null;
  }, null);

  // Its own house that knows the session no more has ended it.
  await mei.context.route("**/_matrix/**", (route) => route.fulfill(unknown));
  await mei.until((matrix) => {
    const session = matrix.session.getSnapshot();
    return session.state === "signedOut" && session.why === "revoked";
  }, null);
  await mei.hasNoKeys();
});
