import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { Harness } from "./harness.ts";

let server: { url: string; stop: () => Promise<void> };
let harness: Harness;

beforeAll(async () => {
  server = await startServer("--registration", "token", "--rate-limits", "off");
  harness = await Harness.start(server.url.replace("127.0.0.1", "localhost"));
}, 180_000);

afterAll(async () => {
  await harness?.stop();
  await server?.stop();
});

test("an invitation that is none is refused as such, with a passkey and with a password", async () => {
  const mei = await harness.device();
  const problem = (way: "signUpWithPasskey" | "signUpWithPassword") =>
    mei.run(
      (matrix, how) =>
        matrix[how as "signUpWithPassword"]({ handle: "mei", password: "four words and tea", registrationToken: "NOT-THIS-ONE" }).then(
          () => "nothing was wrong",
          (error: { code: string }) => error.code,
        ),
      way,
    );
  expect(await problem("signUpWithPasskey")).toBe("registrationTokenInvalid");
  expect(await problem("signUpWithPassword")).toBe("registrationTokenInvalid");
}, 120_000);
