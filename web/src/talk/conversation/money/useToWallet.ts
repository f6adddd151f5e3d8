import { useSentence } from "../../../design/ErrorLine/sentences";
import { toast } from "../../../design/Toast/Toast";
import { Problem } from "../../../matrix/model";
import { useMatrix } from "../../../matrix/react";

/** Leads to a place of the wallet, which is a page of its own and leads back; first to the place Pay, where there is no wallet yet. */
export function useToWallet(): (place: string) => void {
  const matrix = useMatrix();
  const sentence = useSentence();
  return (place) => {
    const lead = async () => {
      try {
        const { url, hasPasskey } = await matrix.wallet();
        location.assign(hasPasskey ? `${url}#${place}` : "#/pay");
      } catch (refusal) {
        if (!(refusal instanceof Problem)) throw refusal;
        toast(sentence(refusal));
      }
    };
    void lead();
  };
}
