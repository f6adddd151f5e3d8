import { useLingui } from "@lingui/react/macro";
import { MINOR_MAX, PARTS_MAX, type Unready } from "./splitting";

/** Why nothing can be asked for yet, where that has to be said. */
export function useUnreadyWords(): (unready: Unready | null) => string | undefined {
  const { t, i18n } = useLingui();
  return (unready) => {
    const most = new Intl.NumberFormat(i18n.locale).format(MINOR_MAX / 100);
    const words: Partial<Record<Unready, string>> = {
      tooMuch: t`At most ¥${most} can be asked for at once.`,
      nobody: t`Choose who is to pay.`,
      tooMany: t`A bill is split among ${PARTS_MAX} people at most.`,
      above: t`The parts are more than the whole.`,
      tooSmall: t`Each part has at least one fen.`,
      noAmount: t`An amount has figures and at most two places: 20 or 12.50`,
    };
    return unready ? words[unready] : undefined;
  };
}
