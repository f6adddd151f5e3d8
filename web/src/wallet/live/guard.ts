import type { PayCodesApi } from "../../api/payCodes";
import { Problem } from "../../matrix/model";
import type { GuardVerbs } from "../model";
import { asMoney, confirmed } from "./asMoney";
import { recoveryKeyOf, verifierOf } from "./recoveryCode";

/** Limits and the freeze. `serverName` completes a handle. */
export function guard(api: PayCodesApi, serverName: () => Promise<string>): GuardVerbs {
  const userIdOf = async (handle: string) => (handle.includes(":") ? handle : `@${handle.replace(/^@/u, "")}:${await serverName()}`);
  const verifierIn = async (userId: string, code: string) => {
    const key = recoveryKeyOf(code);
    return key && verifierOf(key, userId);
  };
  return {
    limits: () => asMoney(api.limits),
    setLimits: (payment, day) => asMoney(() => confirmed((proof) => api.setLimits(payment, day, proof))),
    keepLimits: () => asMoney(api.keepLimits),
    freeze: () => asMoney(async () => void (await api.freeze())),
    freezeByCode: (handle, code, lost) =>
      asMoney(async () => {
        const userId = await userIdOf(handle.trim());
        const verifier = await verifierIn(userId, code);
        await api.freezeByCode(userId, verifier ? { verifier } : { code: code.trim() }, lost);
      }),
    makeFreezeCode: () => asMoney(async () => (await confirmed((proof) => api.makeFreezeCode(proof))).code),
    unfreeze: () => asMoney(async () => void (await confirmed((proof) => api.unfreeze(proof)))),
    unfreezeLate: (handle, code, gone) =>
      asMoney(async () => {
        const userId = await userIdOf(handle.trim());
        const verifier = await verifierIn(userId, code);
        if (!verifier) throw new Problem("recoveryCodeInvalid");
        return (await api.unfreezeLate(userId, verifier, gone)).from;
      }),
    passkeyIsLost: (id) => asMoney(() => api.passkeyIsLost(id)),
  };
}
