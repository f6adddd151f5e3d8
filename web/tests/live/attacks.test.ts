import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "../../../tests/clients/server.mjs";
import { openBrowser } from "../../scripts/sheets/browser.ts";
import { answers, asks, balanceOf, charges, codeAt, keptFor, madeUp, movesNothing, reads, setsUp, shows, wasTold } from "./codes.ts";
import { hangs, newestCode, pastes, renamed } from "./posters.ts";
import { type Member, opens, payAddress, registers, tops } from "./purses.ts";
import { Visitor } from "./visitor.ts";

/* Each test is named after a row of the table of attacks on codes (docs/THREATS.md), and plays it on the real pages: what the payer sees,
   what the payee sees, and every balance. */

const MINUTE = 60_000;
const PICTURE = fileURLToPath(new URL("../../public/icon-192.png", import.meta.url));

const { paths } = JSON.parse(readFileSync(new URL("../../src/api/pay.openapi.json", import.meta.url), "utf8")) as {
  paths: Readonly<Record<string, object>>;
};

let server: { url: string; operator: (...words: string[]) => Promise<string>; stop: () => Promise<void> };
let browser: Browser;
let owner: Member;
/** Shows codes. */
let mei: Visitor;
/** Two who take them. */
let li: Visitor;
let bao: Visitor;

beforeAll(async () => {
  server = await startServer("--registration", "open", "--rate-limits", "off");
  browser = await openBrowser();
  owner = await registers(server, "mei");
  mei = await opens(browser, server, await owner.link(), "phone");
  li = await opens(browser, server, await (await registers(server, "li")).link(), "phone");
  bao = await opens(browser, server, await (await registers(server, "bao")).link(), "phone");
  await tops(mei);
  await setsUp(mei);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const [name, visitor] of Object.entries({ mei, li, bao })) await visitor?.picture(`attacks failed, ${name}`);
});

const everybody = () => [mei, li, bao];

test("queue relay", async () => {
  const digits = await shows(mei);
  await movesNothing(everybody(), async () => {
    const stranger = await opens(browser, server, await (await registers(server, "stranger")).link(), "phone");
    await charges(stranger, "150", digits);
    await mei.sees("You have never paid");
    await mei.sees("Money leaves your wallet: nobody pays you here.");
    await reads(stranger, "Waiting for the payer", "¥150.00");
    await answers(mei, "¥150.00", "Refuse");
    await reads(stranger, "Refused", "¥150.00");
    await wasTold(mei, "You refused it");
    expect(await balanceOf(stranger)).toBe(0);
    await stranger.context.close();
  });
});

test("queue relay, and nobody looks at the phone", async () => {
  const digits = await shows(mei);
  await movesNothing(everybody(), async () => {
    const stranger = await opens(browser, server, await (await registers(server, "other")).link(), "phone");
    await charges(stranger, "150", digits);
    await reads(stranger, "Waiting for the payer", "¥150.00");
    await reads(stranger, "Refused", "¥150.00");
    await wasTold(mei, "You did not answer in time");
    await stranger.context.close();
  });
});

test("money gone at once", async () => {
  const fraud = await opens(browser, server, await (await registers(server, "fraud")).link(), "phone");
  await movesNothing([...everybody(), fraud], async () => {
    await charges(fraud, "30", await shows(mei));
    await answers(mei, "¥30.00", "Hold it for ten minutes");
    await reads(mei, "On hold", "¥30.00");
    await reads(fraud, "On hold", "¥30.00");
    await fraud.sees("Not yours yet");
    expect(await balanceOf(fraud)).toBe(0);
    await mei.presses("I was tricked: take it back");
    await reads(mei, "Taken back", "¥30.00");
    await fraud.goes("/takings");
    await fraud.sees(/taken back/u);
  });
  await fraud.context.close();
});

test("sticker over a poster", async () => {
  const fraud = await opens(browser, server, await (await registers(server, "sticker")).link(), "phone");
  await server.operator("payee", "verify", "bao", "--name", "Lao Wang", "--photo", PICTURE);
  await hangs(bao, "Stall 3");
  await pastes(mei, await newestCode(bao));
  await mei.seesTitle("Lao Wang");
  await mei.sees("Verified");
  const photo = mei.page.locator('img[src^="/pay/v1/photos/"]');
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(192);
  // Over it hangs a code that names him as well, with a checksum that is right.
  await hangs(fraud, "Lao Wang");
  await movesNothing([...everybody(), fraud], async () => {
    await pastes(mei, renamed(await newestCode(fraud), "Lao Wang"));
    await mei.sees("The code says “Lao Wang”, and the house does not.");
    await mei.sees("You have never paid");
    await mei.sees("Not verified");
    expect(await mei.page.getByRole("heading", { name: "Lao Wang" }).count()).toBe(0);
    // Whoever pays all the same may hold it, and take it back.
    await mei.fills("Amount", "20");
    await mei.presses("Hold it for ten minutes");
    await reads(mei, "On hold", "¥20.00");
    await fraud.sees("¥20.00 is on hold for ten minutes.");
    await mei.presses("I was tricked: take it back");
    await reads(mei, "Taken back", "¥20.00");
  });
  await server.operator("payee", "unverify", "bao");
  await fraud.context.close();
});

test("photograph, after the code was used", async () => {
  const digits = await shows(mei);
  await charges(li, "10", digits);
  await answers(mei, "¥10.00", "Pay");
  await reads(li, "Received", "+¥10.00");
  await movesNothing(everybody(), async () => {
    await charges(bao, "10", digits);
    await reads(bao, "Refused", "¥10.00");
    await mei.sees("A code of yours was tried, and refused.");
    await wasTold(mei, "A code was tried again after it had been used");
  });
});

test("replay of the API call", async () => {
  const code = await shows(mei);
  const wanted = { code, amount: { minor: 700, currency: "CNY" }, source: "typed" };
  const key = crypto.randomUUID();
  const first = asks(li, "POST", "/pay/v1/charges", wanted, key);
  await answers(mei, "¥7.00", "Pay");
  const { id } = (await first).body;
  await reads(mei, "Paid", "¥7.00");
  await movesNothing(everybody(), async () => {
    const again = await asks(li, "POST", "/pay/v1/charges", wanted, key);
    expect(again.body).toMatchObject({ id, state: "paid" });
    expect(await asks(li, "POST", "/pay/v1/charges", wanted, crypto.randomUUID())).toMatchObject({
      status: 409,
      body: { code: "codeRefused" },
    });
    expect(await asks(li, "POST", "/pay/v1/charges", { ...wanted, amount: { minor: 900, currency: "CNY" } }, key)).toMatchObject({
      status: 409,
    });
  });
});

test("altered amount", async () => {
  const digits = await shows(mei, "12");
  await movesNothing(everybody(), async () => {
    await charges(li, "21", digits);
    await reads(li, "Refused", "¥21.00");
    await wasTold(mei, "A code was changed, or tried for another amount");
  });
});

test("guessed digits", async () => {
  const alias = (await shows(mei)).slice(2, 11);
  await movesNothing(everybody(), async () => {
    // Nobody's number: its owner, if there is one, hears nothing.
    await charges(li, "1", madeUp("000000000", "123456"));
    await reads(li, "Refused", "¥1.00");
    // Somebody who saw the number and guesses the rest has three tries, and then not even the right one counts.
    const right = await shows(mei);
    for (const guess of ["000001", "000002", "000003"]) {
      await charges(bao, "1", madeUp(right.slice(2, 11), guess));
      await reads(bao, "Refused", "¥1.00");
    }
    await charges(bao, "1", right);
    await reads(bao, "Refused", "¥1.00");
    await wasTold(mei, "A code was changed, or tried for another amount");
    expect(right.slice(2, 11)).not.toBe(alias);
  });
});

test("two payees join their records", async () => {
  for (const payee of [li, bao]) {
    await charges(payee, "3", await shows(mei));
    await answers(mei, "¥3.00", "Pay");
    await reads(payee, "Received", "+¥3.00");
  }
  const records = await Promise.all([li, bao].map(async (payee) => (await asks(payee, "GET", "/pay/v1/charges")).body.charges));
  const [ofLi, ofBao] = records.map((one) => (one as Record<string, unknown>[]).filter(({ state }) => state === "paid"));
  const said = JSON.stringify([ofLi, ofBao]);
  for (const hers of ["mei", "Mei", (await asks(mei, "GET", "/pay/v1/code-phone")).body.phones as unknown as string]) {
    expect(said).not.toContain(typeof hers === "string" ? hers : JSON.stringify(hers));
  }
  // Whatever tells one payment from another is another one each time: nothing that is told stays the same.
  const all = [...(ofLi ?? []), ...(ofBao ?? [])];
  for (const what of ["id", "receipt"] as const) expect(new Set(all.map((one) => one[what])).size).toBe(all.length);
  expect(Object.keys(all[0] ?? {}).sort()).toEqual(["amount", "at", "goodsAt", "id", "payer", "poster", "receipt", "refunded", "state"]);
  expect(Object.keys((all[0]?.payer as object) ?? {}).sort()).toEqual(["adjective", "avatar", "name", "photo", "verified"]);
});

test("video-call relay", async () => {
  // Who is asked to open what receives opens nothing that pays.
  await mei.goes("/");
  await mei.follows(/^Receive/u);
  await mei.seesTitle("Receive");
  expect(await mei.page.getByRole("img", { name: /^79/u }).count()).toBe(0);
  // And pay comes covered, even where one goes to it.
  await mei.goes("/code");
  await mei.page.getByRole("button", { name: /^Show my code/u }).waitFor();
  expect(await mei.page.getByRole("img", { name: /^79/u }).count()).toBe(0);
  // Soon after one debit the next code needs the passkey, whoever asks.
  const digits = await shows(mei);
  await movesNothing(everybody(), async () => {
    await charges(li, "4", digits);
    await mei.sees("Whoever asks for a second one may be tricking you.");
    await answers(mei, "¥4.00", "Refuse");
    await reads(li, "Refused", "¥4.00");
  });
});

test("clock set back", async () => {
  const digits = await codeAt(mei, -30 * MINUTE);
  await movesNothing(everybody(), async () => {
    await charges(li, "2", digits);
    await reads(li, "Again", "¥2.00");
    await wasTold(mei, "The clock of the phone is behind");
  });
});

test("photograph, unused after 90 seconds", async () => {
  // Of two steps ago: whatever is older than that is refused as well.
  const digits = await codeAt(mei, -MINUTE);
  await movesNothing(everybody(), async () => {
    await charges(li, "2", digits);
    await reads(li, "Again", "¥2.00");
    await wasTold(mei, "A code was tried when its time was over");
  });
});

test("stolen unlocked phone", async () => {
  // Above the limit there has to be a finger, and the thief has none.
  await mei.passkeysRefuse();
  await movesNothing(everybody(), async () => {
    await charges(li, "250", await shows(mei));
    await mei.page.getByRole("dialog").getByRole("button", { name: "Pay" }).click();
    await mei.sees(/No passkey was used/u);
    await mei.presses("Refuse");
    await reads(li, "Refused", "¥250.00");
  });
  await mei.passkeysAgree();
  // From any browser its owner freezes the wallet, by the code on paper.
  await mei.goes("/freeze");
  await mei.presses(/^Make a freeze code/u);
  await mei.presses("Make my code");
  await mei.seesTitle("Write this down");
  const code = (await mei.page.getByRole("dialog").locator("p").first().textContent()) ?? "";
  await mei.presses("I have it");
  const digits = await shows(mei);
  const elsewhere = await Visitor.arrives(browser, payAddress(server), "phone");
  await elsewhere.follows("Freeze a wallet");
  await elsewhere.fills("Your handle", "mei");
  await elsewhere.fills("Freeze code or recovery code", code);
  await elsewhere.presses("Freeze it now");
  await elsewhere.seesTitle("Frozen");
  await movesNothing(everybody(), async () => {
    await charges(li, "1", digits);
    await reads(li, "Refused", "¥1.00");
    await wasTold(mei, "Your wallet was frozen");
  });
  await mei.goes("/code");
  await mei.sees("A frozen wallet neither pays nor sends.");
  expect(await mei.page.getByRole("button", { name: /^Show my code/u }).isDisabled()).toBe(true);
  await mei.goes("/freeze");
  await mei.presses("Thaw it with my passkey");
  await mei.sees("Your wallet is open again.");
  await elsewhere.context.close();
});

test("code moved to another device", async () => {
  // What lies in the browser is carried off: the key signs, and gives nothing of itself away.
  expect(await keptFor(mei)).toEqual({ extractable: false, said: "{}", isExported: false });
});

test("old phone, restored backup", async () => {
  const old = await shows(mei);
  const phone = await Visitor.arrives(browser, payAddress(server), "phone");
  await phone.takePasskeysOf(mei);
  await phone.presses("Open with my passkey");
  await phone.seesTitle("Pay");
  await setsUp(phone);
  await movesNothing(everybody(), async () => {
    await charges(li, "2", old);
    await reads(li, "Refused", "¥2.00");
    await wasTold(mei, "A code of a phone that no longer shows yours");
    await mei.goes("/code");
    await mei.seesTitle("Another phone shows your codes now");
  });
  await phone.context.close();
});

test("script in chat, with the chat's token", async () => {
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  );
  expect(routes.length).toBeGreaterThan(20);
  await movesNothing(everybody(), async () => {
    const answered = await mei.page.evaluate(
      async ({ token, routes }) => {
        const open: string[] = [];
        for (const [method, path] of routes) {
          const body = method === "GET" || method === "DELETE" ? null : "{}";
          const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() };
          const { status } = await fetch(path.replace("{id}", "1"), { method, headers, body });
          if (status < 400) open.push(`${method} ${path}`);
        }
        return open;
      },
      { token: owner.token, routes },
    );
    // What anybody may ask, and the start of signing in.
    expect(answered.sort()).toEqual(["GET /pay/v1/house", "POST /pay/v1/sign-in/passkey/start"]);
  });
});
