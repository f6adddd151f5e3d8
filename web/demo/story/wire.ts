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

/** Sends one request; resolves when its answer begins. */
export function send(address: URL, { method, headers = {}, body }: Asked): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const ask = address.protocol === "https:" ? secure : plain;
    const request = ask(address, { method, headers, lookup: find }, resolve);
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
