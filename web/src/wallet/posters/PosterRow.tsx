import { Plural, useLingui } from "@lingui/react/macro";
import Receipt from "~icons/ph/receipt";
import Storefront from "~icons/ph/storefront";
import { moneyText } from "../../design/Amount/money";
import { useMoments } from "../../design/moments";
import { Row } from "../../design/Row/Row";
import { Tag } from "../../design/Tag/Tag";
import type { Poster, PosterState } from "../model";

/** One code of one's own, and what it has brought. */
export function PosterRow({ poster }: { poster: Poster }) {
  const { full } = useMoments();
  return (
    <Row
      wraps
      leads
      leading={poster.amount ? <Receipt /> : <Storefront />}
      title={usePosterName()(poster)}
      second={poster.amount ? full(poster.at) : <Brought poster={poster} />}
      meta={<StateTag state={poster.state} />}
      href={`#/poster/${poster.id}`}
    />
  );
}

/** What its owner calls it, or what it is. */
export function usePosterName(): (poster: Poster) => string {
  const { t, i18n } = useLingui();
  return ({ label, amount, reference }) => {
    const words = [amount && moneyText(amount, i18n.locale), label, reference].filter(Boolean);
    return words.length > 0 ? words.join(" · ") : t`A poster`;
  };
}

/** How often, and how much. */
export function Brought({ poster: { count, sum } }: { poster: Poster }) {
  const { i18n } = useLingui();
  const much = moneyText(sum, i18n.locale);
  return <Plural value={count} _0="Nobody has paid by it yet" one={`# payment, ${much}`} other={`# payments, ${much}`} />;
}

/** Whether it still holds; of one that hangs and holds there is nothing to say. */
export function StateTag({ state }: { state: PosterState }) {
  const { t } = useLingui();
  if (state === "open") return null;
  if (state === "paid") return <Tag tone="jade">{t`Paid`}</Tag>;
  return state === "expired" ? <Tag>{t`Over`}</Tag> : <Tag tone="red">{t`Withdrawn`}</Tag>;
}
