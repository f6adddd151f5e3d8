import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { agreement } from "../../src/wallet/codes/agree.ts";
import { payCode } from "../../src/wallet/codes/payCode.ts";
import { stepOf } from "../../src/wallet/codes/step.ts";
import type { Ear } from "./ear.ts";
import { send, textOf } from "./wire.ts";

const CNY = "CNY";
/** Its number in ISO 4217. */
const CNY_NUMBER = 156;

type Answer = Readonly<Record<string, unknown>>;

/** What the house refused, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly answer: Answer,
  ) {
    super(`${status} ${String(answer.code ?? answer.errcode)}`);
  }
}

/** Names what is to happen once. */
export const once = () => ({ "Idempotency-Key": randomUUID() });

export const yuan = (minor: number) => ({ minor, currency: CNY });

/** Somebody's wallet, over HTTP alone. Where a finger is needed, the sandbox takes the password. */
export class Purse {
  #line: IncomingMessage | null = null;

  private constructor(
    private readonly address: URL,
    private readonly token: string,
    private readonly password: string,
    private readonly ear: Ear,
    private readonly via: URL | undefined,
  ) {}

  /** Exchanges a link from the chat for a wallet token. */
  static async open(link: Readonly<Record<string, unknown>>, password: string, ear: Ear, via?: URL): Promise<Purse> {
    const address = new URL("/", String(link.url));
    const { token } = await new Purse(address, "", password, ear, via).post("sign-in/link", { token: link.link_token });
    return new Purse(address, String(token), password, ear, via);
  }

  /** With another token. */
  with(token: string, ear: Ear): Purse {
    return new Purse(this.address, token, this.password, ear, this.via);
  }

  get(path: string): Promise<Answer> {
    return this.#call("GET", path);
  }

  /** What is to happen once. */
  once(path: string, body: object): Promise<Answer> {
    return this.post(path, body, once());
  }

  post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#call("POST", path, body, headers);
  }

  /** What the password confirms. */
  async confirmed(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    try {
      return await this.post(path, body, headers);
    } catch (refusal) {
      if (!(refusal instanceof Refused) || refusal.answer.code !== "confirmationNeeded") throw refusal;
      return this.post(path, { ...body, proof: { ceremony: refusal.answer.ceremony, password: this.password } }, headers);
    }
  }

  /** Makes this the phone that shows codes. Gives the next code, as its eighteen digits. */
  async phone(): Promise<() => Promise<string>> {
    const ours = await agreement();
    const begun = await this.post("code-phone/start", { publicKey: ours.publicKey });
    const half = { enrolment: String(begun.enrolment), houseKey: String(begun.houseKey) };
    const { key, confirm } = await ours.keyWith(half);
    await this.post("code-phone/finish", {
      ceremony: begun.ceremony,
      password: this.password,
      enrolment: half.enrolment,
      confirm,
      name: "her phone",
    });
    const { aliases } = await this.post(`code-phone/${half.enrolment}/aliases`, {});
    const left = (aliases as readonly { readonly alias: string }[]).map(({ alias }) => alias);
    return async () => {
      const alias = left.shift() ?? "";
      return (await payCode(key, { alias, step: stepOf(Date.now()), currency: CNY_NUMBER, minor: 0 })).digits;
    };
  }

  /** Is online: the house can ask. Resolves when the line stands. */
  async listens(): Promise<void> {
    const headers = { authorization: `Bearer ${this.token}`, accept: "text/event-stream" };
    this.#line = await send(new URL("/pay/v1/events", this.address), { method: "GET", headers }, this.via);
    this.#line.setEncoding("utf8").on("data", (text: string) => this.ear.hears(text));
    await new Promise((resolve) => this.#line?.once("data", resolve));
  }

  /** Goes offline. */
  ends(): void {
    this.#line?.destroy();
  }

  /** What is in it, in minor units. */
  async has(): Promise<number> {
    const [own] = (await this.get("balances")) as unknown as readonly [{ readonly balance: { readonly minor: number } }];
    return own.balance.minor;
  }

  async #call(method: "GET" | "POST", path: string, body?: object, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const text = body && JSON.stringify(body);
    const headers = {
      ...(this.token && { authorization: `Bearer ${this.token}` }),
      ...(text !== undefined && { "content-type": "application/json" }),
      ...more,
    };
    if (text !== undefined) this.ear.says(text);
    const answer = await send(
      new URL(`/pay/v1/${path}`, this.address),
      { method, headers, ...(text !== undefined && { body: text }) },
      this.via,
    );
    const heard = await textOf(answer);
    this.ear.hears(heard);
    const parsed = heard === "" ? {} : (JSON.parse(heard) as Answer);
    const status = answer.statusCode ?? 0;
    if (status >= 400) throw new Refused(status, parsed);
    return parsed;
  }
}
