import { useLingui } from "@lingui/react/macro";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { useMoments } from "../../design/moments";
import { Row } from "../../design/Row/Row";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Charge } from "../model";

/** One payment that was asked for here. */
export function ChargeRow({ charge }: { charge: Charge }) {
  const { full } = useMoments();
  const nameOf = useFaceName();
  const word = useStateWord()(charge);
  return (
    <Row
      wraps
      leading={<FaceAvatar of={charge.payer} size={44} />}
      title={nameOf(charge.payer)}
      second={`${full(charge.at)} · ${word}`}
      meta={<Amount size="row" of={charge.amount} />}
      href={`#/charge/${charge.id}`}
    />
  );
}

/** What has become of a payment, in a word or two. */
export function useStateWord(): (charge: Pick<Charge, "state" | "refunded" | "amount">) => string {
  const { t, i18n } = useLingui();
  return ({ state, refunded, amount }) => {
    if (refunded.minor >= amount.minor && refunded.minor > 0) return t`given back`;
    if (refunded.minor > 0) return t`${{ part: moneyText(refunded, i18n.locale) }} given back`;
    const words = { waiting: t`waiting`, paid: t`paid`, held: t`on hold`, refused: t`refused`, undone: t`taken back` };
    return words[state];
  };
}
