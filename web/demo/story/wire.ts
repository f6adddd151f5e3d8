import { lookup } from "node:dns";
import { type IncomingMessage, request as plain } from "node:http";
import { request as secure } from "node:https";
import type { LookupFunction } from "node:net";

/** Browsers find every name under localhost on this machine; other programs ask a name server, which knows none of them. */
const find: LookupFunction = (host, options, done) => {
  if (!host.endsWith(".localhost")) lookup(host, options, done);
  else if (options.all) done(null, [{ address: "127.0.0.1", family: 4 }]);
  else done(null, "127.0.0.1", 4);
};

export interface Asked {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request; resolves when its answer begins. `via`: where the server itself listens, which may be before any proxy does. */
export function send(address: URL, { method, headers = {}, body }: Asked, via: URL = address): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const ask = via.protocol === "https:" ? secure : plain;
    const there = new URL(address.pathname + address.search, via);
    const request = ask(there, { method, headers: { ...headers, host: address.host }, lookup: find }, resolve);
    request.on("error", reject);
    request.end(body);
  });
}

/** The whole of an answer. */
export async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of answer.setEncoding("utf8")) text += piece;
  return text;
}
