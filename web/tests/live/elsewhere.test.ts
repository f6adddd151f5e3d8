import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { Harness } from "./harness.ts";
import { PasskeyHolder } from "./passkeyHolder.ts";

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

const post = (path: string, body: unknown, token?: string) =>
  fetch(server.url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });

test("an app that knows no passkeys sends its person to the house's page, hears of the answer and goes on", async () => {
  const mei = await harness.device();
  await mei.run((matrix) => matrix.signUpWithPasskey({ handle: "mei", displayName: "Mei" }), null);
  await mei.run((matrix) => {
    matrix.confirm.subscribe(() => matrix.confirm.getSnapshot()?.busy === false && matrix.confirmWithPasskey());
  }, null);
  const { token } = await mei.run((matrix) => matrix.loginTokenForAnotherApp(), null);
  const login = await (await post("/_matrix/client/v3/login", { type: "m.login.token", token })).json();
  const asks = (auth?: unknown) => post("/_matrix/client/v1/login/get_token", { auth }, login.access_token);
  const { session } = await (await asks()).json();

  const app = await mei.context.newPage();
  await app.route("https://another.example/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Another app</title>" }));
  await app.goto("https://another.example/");
  const opened = app.waitForEvent("popup");
  await app.evaluate((address) => {
    addEventListener("message", (event) => {
      document.title = `${event.origin} ${event.data}`;
    });
    window.open(address);
  }, `${harness.url}/_matrix/client/v3/auth/org.teahouse.passkey/fallback/web?session=${session}`);
  const page = await opened;
  await (await PasskeyHolder.of(page)).takeFrom(mei.passkeys);
  await page.getByText("wants to let another app in").waitFor();
  expect((await asks({ session })).status).toBe(401);
  await page.getByRole("button", { name: "Use my passkey" }).click();
  await page.getByRole("heading", { name: "Confirmed" }).waitFor();
  await app.waitForFunction((origin) => document.title === `${origin} authDone`, harness.url);
  expect((await asks({ session })).status).toBe(200);
  expect(mei.errors).toEqual([]);
});
