import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { moneyText } from "../../../design/Amount/money";
import { useSentence } from "../../../design/ErrorLine/sentences";
import { toast } from "../../../design/Toast/Toast";
import { type Card, Problem } from "../../../matrix/model";
import { useMatrix, useWatched } from "../../../matrix/react";
import { addressOf } from "../../place";

/**
 * Tells the conversation of money that the wallet has put there, when it leads back. Only of one's own and only while nobody has taken
 * it: an address that somebody else wrote makes nobody say anything.
 */
export function useTellOfCard(roomId: string, id: string | null): void {
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const sentence = useSentence();
  const words = useWords();
  const begun = useRef<string | null>(null);
  const me = session.state === "signedIn" ? session.userId : null;
  useEffect(() => {
    if (id === null || me === null || begun.current === id) return;
    begun.current = id;
    const tell = async () => {
      try {
        const card = await matrix.card(roomId, id);
        if (card.sender?.userId === me && card.state === "open") await matrix.sendMoney(roomId, { kind: "card", id }, words(card));
      } catch (refusal) {
        if (!(refusal instanceof Problem)) throw refusal;
        toast(sentence(refusal));
      }
      location.replace(addressOf(roomId));
    };
    void tell();
  }, [matrix, roomId, id, me, words, sentence]);
}

/** For apps that do not know cards. */
function useWords(): (card: Card) => string {
  const { i18n, t } = useLingui();
  return (card) => {
    const amount = moneyText(card.amount, i18n.locale);
    const name = card.to?.name ?? "";
    return card.kind === "transfer"
      ? t`Transfer of ${amount} to ${name}. It is taken in Teahouse.`
      : t`A red packet. It is opened in Teahouse.`;
  };
}
