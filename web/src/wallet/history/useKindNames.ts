import { useLingui } from "@lingui/react/macro";
import type { MovementKind } from "../model";

/** What kinds of movements are called where several of them stand together. */
export function useKindNames(): Record<MovementKind, string> {
  const { t } = useLingui();
  return {
    transfer: t`Transfers`,
    redPacket: t`Red packets`,
    tally: t`Asked for`,
    code: t`Codes`,
    poster: t`Scanned`,
    refund: t`Given back`,
    playMoney: t`Play money`,
    moneyIn: t`Paid in`,
    moneyOut: t`Taken out`,
    cash: t`Cash`,
    fee: t`Fees`,
  };
}
