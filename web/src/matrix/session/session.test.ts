import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { deviceName } from "../../api/deviceName.ts";
import { Refusal } from "../../api/http.ts";
import { nextStage } from "../../api/matrix.ts";
import { ceremonyProblem } from "../../api/passkey.ts";
import { Problem } from "../model.ts";
import { problemOf } from "../problems.ts";
import { askedIn, Confirmer } from "./confirm.ts";
import { keyStorePrefix, Memory, type StoredSession } from "./memory.ts";
import { codeOfKey, keyOfCode, verifierOf } from "./recoveryCode.ts";
import { purposeOf } from "./signIn.ts";

const USER = "@mei:teahouse.example";

describe("the recovery code", () => {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index);

  test("is written in groups of four and read back with any spacing", async () => {
    const code = await codeOfKey(key);
    expect(code).toMatch(/^([A-Za-z0-9]{4} ){11}[A-Za-z0-9]{4}$/);
    for (const typed of [code, code.replaceAll(" ", ""), code.replaceAll(" ", "-"), `\n ${code.replaceAll(" ", "\n")} `]) {
      expect(await keyOfCode(typed)).toEqual(key);
    }
  });

  test("is refused when a letter is wrong", async () => {
    const code = await codeOfKey(key);
    const wrong = code.slice(0, -1) + (code.endsWith("a") ? "b" : "a");
    for (const typed of [wrong, "", "EsT0 0000", "中文"]) await expect(keyOfCode(typed)).rejects.toMatchObject({ code: "recoveryCodeInvalid" });
  });

  test("has a verifier that HKDF in Node agrees with, another for another person", async () => {
    expect(await verifierOf(key, USER)).toBe("8ka0Ex0KOWuwo95AyJrz06HPjr0pcHu7WwYLqaz0XQ0");
    expect(await verifierOf(key, "@li:teahouse.example")).not.toBe("8ka0Ex0KOWuwo95AyJrz06HPjr0pcHu7WwYLqaz0XQ0");
  });
});

test.each([
  ["POST /_matrix/client/v3/delete_devices", "removeDevice"],
  ["POST /_matrix/client/unstable/org.teahouse/wallet/link", "openWallet"],
  ["PUT /people/v1/recovery", "other"],
])("of another app it is known what it wants confirmed: %s", (request, purpose) => expect(purposeOf(request)).toBe(purpose));

describe("confirming who one is", () => {
  const asking = (more: object = {}) =>
    new Refusal(401, "unknown", {
      session: "s1",
      flows: [{ stages: ["m.login.password"] }, { stages: ["org.teahouse.passkey"] }],
      params: { "org.teahouse.passkey": { options: { challenge: "c" } } },
      ...more,
    });
  const signed = vi.fn(async () => ({ id: "credential" }));
  let confirmer: Confirmer;
  beforeEach(() => {
    signed.mockClear();
    confirmer = new Confirmer(() => USER, signed);
  });
  const shown = () => confirmer.current.getSnapshot();
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

  test("a call that asks for nothing shows nothing", async () => {
    expect(await confirmer.run("connectApp", async (auth) => auth ?? "done")).toBe("done");
    expect(shown()).toBeNull();
  });

  test("a wrong password is said, the right one ends the question", async () => {
    const call = vi.fn(async (auth?: Readonly<Record<string, unknown>>) => {
      if (auth?.password === "right") return "done";
      throw asking(auth ? { errcode: "M_FORBIDDEN" } : {});
    });
    const done = confirmer.run("changePassword", call);
    await settled();
    expect(shown()).toMatchObject({ purpose: "changePassword", ways: ["passkey", "password"], problem: null, busy: false });
    await confirmer.withPassword("wrong");
    await settled();
    expect(shown()).toMatchObject({ problem: "wrongPassword", busy: false });
    await confirmer.withPassword("right");
    expect(await done).toBe("done");
    expect(shown()).toBeNull();
    expect(call.mock.lastCall?.[0]).toEqual({
      type: "m.login.password", identifier: { type: "m.id.user", user: USER }, password: "right", session: "s1",
    });
  });

  test("a passkey signs the server's challenge; one that is refused can be tried again", async () => {
    const call = vi.fn(async (auth?: Readonly<Record<string, unknown>>) => {
      if (auth) return auth;
      throw asking();
    });
    const done = confirmer.run("addPasskey", call);
    await settled();
    signed.mockRejectedValueOnce(new Problem("passkeyCancelled"));
    await confirmer.withPasskey();
    expect(shown()).toMatchObject({ problem: "passkeyCancelled", busy: false });
    await confirmer.withPasskey();
    expect(await done).toEqual({ type: "org.teahouse.passkey", session: "s1", credential: { id: "credential" } });
  });

  test("given up, the verb is cancelled; any other refusal passes through", async () => {
    const done = confirmer.run("removeDevice", async () => {
      throw asking();
    });
    await settled();
    confirmer.cancel();
    await expect(done).rejects.toMatchObject({ code: "cancelled" });
    expect(shown()).toBeNull();
    await expect(confirmer.run("removeDevice", async () => Promise.reject(new Refusal(404, "M_NOT_FOUND")))).rejects.toMatchObject({ status: 404 });
  });

  test("whom the house trusts for a while is asked nothing, and is asked when that while is over", async () => {
    const trusting = asking({ flows: [{ stages: ["m.login.password"] }, { stages: ["m.login.dummy"] }] });
    const seen = vi.fn();
    confirmer.current.subscribe(() => seen(shown()));
    const trusted = await confirmer.run("setRecovery", async (auth) => {
      if (auth) return auth;
      throw trusting;
    });
    expect(trusted).toEqual({ type: "m.login.dummy", session: "s1" });
    expect(seen).not.toHaveBeenCalled();
    const done = confirmer.run("setRecovery", async (auth) => {
      if (auth?.password) return "done";
      throw auth ? asking({ errcode: "M_FORBIDDEN" }) : trusting;
    });
    await settled();
    expect(shown()).toMatchObject({ ways: ["passkey", "password"], problem: null });
    await confirmer.withPassword("right");
    expect(await done).toBe("done");
    expect(shown()).toBeNull();
  });

  test("the SDK's errors are understood too", () => {
    expect(askedIn({ data: asking().body })).toMatchObject({ session: "s1", ways: ["passkey", "password"] });
  });
});

describe("what this browser remembers", () => {
  const stored: StoredSession = {
    userId: USER, deviceId: "D", accessToken: "t", displayName: "Mei", avatar: { picture: null, seed: USER },
    verified: true, recoverySet: true, later: false, renewedElsewhere: false, letIn: false, codeUnkept: false, keysMade: true,
  };
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    });
  });

  test("is all gone after signing out, the keys too", async () => {
    const memory = new Memory();
    await memory.keepSession(stored);
    await memory.keepUnsent({ txn: "1", roomId: "!r", time: 1, content: {}, why: null });
    (await openDB(`${keyStorePrefix(stored)}::matrix-sdk-crypto`)).close();
    expect(await memory.hasKeys(stored)).toBe(true);
    expect([await memory.session(), memory.lostSession()]).toEqual([stored, true]);
    await memory.wipeOldKeys();
    expect(await memory.hasKeys(stored)).toBe(true);
    await memory.wipe();
    await memory.wipeOldKeys();
    expect([await memory.session(), await memory.unsent(), memory.lostSession(), await memory.hasKeys(stored)]).toEqual([null, [], false, false]);
  });
});

describe("problems", () => {
  test.each([
    [new Refusal(429, "M_LIMIT_EXCEEDED", {}, 900), { code: "rateLimited", retryAfterMs: 900 }],
    [new Refusal(409, "lastWayIn"), { code: "lastWayIn" }],
    [new Refusal(500, "unknown"), { code: "serverError" }],
    [new Refusal(0, "unreachable"), { code: "offline" }],
    [new Refusal(502, "unknown"), { code: "offline" }],
    [{ errcode: "M_UNKNOWN", httpStatus: 503 }, { code: "offline" }],
    [new Refusal(418, "M_TEAPOT"), { code: "unknown" }],
    [{ name: "ConnectionError", message: "fetch failed" }, { code: "offline" }],
    [{ errcode: "M_TOO_LARGE", httpStatus: 413 }, { code: "tooLarge" }],
    [null, { code: "unknown" }],
  ])("%j", (error, expected) => {
    expect(problemOf(error)).toMatchObject(expected);
  });

  test("a verb may give a code another meaning", () => {
    expect(problemOf(new Refusal(403, "M_FORBIDDEN"), { M_FORBIDDEN: "wrongPassword" }).code).toBe("wrongPassword");
  });

  test("what the browser says of a passkey", () => {
    expect(["NotAllowedError", "SecurityError", "InvalidStateError"].map((name) => ceremonyProblem({ name }))).toEqual([
      "passkeyCancelled", "passkeyUnsupported", "passkeyRefused",
    ]);
  });
});

test("registering answers the stages that it can, in their order", () => {
  const body = { session: "s", flows: [{ stages: ["m.login.registration_token", "m.login.dummy"] }], completed: [] as string[] };
  expect(nextStage(body, undefined)).toBeNull();
  expect(nextStage(body, "invited")).toEqual({ type: "m.login.registration_token", token: "invited", session: "s" });
  expect(nextStage({ ...body, completed: ["m.login.registration_token"] }, "invited")).toEqual({ type: "m.login.dummy", session: "s" });
});

test("a device has a name before its owner gives one", () => {
  expect(deviceName("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36")).toBe("Chrome, Linux");
  expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1")).toBe("Safari, iPhone");
});
