import type { Confirm } from "../../../src/matrix/model";
import { lin, longLin } from "../cast";
import { answers, never, refused } from "../fake";
import type { Scene } from "../scene";

const url = "https://pay.teahouse.example/";
const first = answers({ url, hasPasskey: false, hasMoney: false, verbs: [] });
const asking: Confirm = { id: 1, purpose: "openWallet", ways: ["passkey", "password"], problem: null, busy: false };
const scene = (name: string, town: Scene["town"], play?: Scene["play"]): Scene => ({
  group: "pay",
  name,
  at: "#/pay",
  town: { session: lin, ...town },
  ...(play && { play }),
});

export const scenes: readonly Scene[] = [
  scene("pay", { verbs: { wallet: answers({ url, hasPasskey: true, hasMoney: false, verbs: [] }) } }),
  scene("pay, the first time", { verbs: { wallet: first, linkWallet: answers(`${url}#/sign-in/kX9w2LqPz7VmT4bRn8HcYd3sGf6JaE`) } }),
  scene("pay, a long address", {
    session: longLin,
    verbs: { wallet: answers({ url: `https://money.${longLin.serverName}:8443/`, hasPasskey: false, hasMoney: false, verbs: [] }) },
  }),
  scene("pay loading", { verbs: { wallet: never } }),
  scene("pay failed", { verbs: { wallet: refused("serverError") } }),
  scene("pay, offline from the start", { session: { ...lin, offline: true }, verbs: { wallet: refused("offline") } }),
  scene("pay, offline since", {
    session: { ...lin, offline: true },
    verbs: { wallet: answers({ url, hasPasskey: true, hasMoney: false, verbs: [] }) },
  }),
  scene("pay, is it you", { confirm: asking, verbs: { wallet: first, linkWallet: never } }, (hand) =>
    hand.press("[data-panes=content] footer button"),
  ),
  scene("pay, is it you, password", { confirm: { ...asking, ways: ["password"] }, verbs: { wallet: first, linkWallet: never } }, (hand) =>
    hand.press("[data-panes=content] footer button"),
  ),
  scene("pay, no link", { verbs: { wallet: first, linkWallet: refused("rateLimited") } }, async (hand) => {
    await hand.press("[data-panes=content] footer button");
    await hand.see("[role=alert]");
  }),
];
