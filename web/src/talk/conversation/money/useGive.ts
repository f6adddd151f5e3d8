import { useSentence } from "../../../design/ErrorLine/sentences";
import { toast } from "../../../design/Toast/Toast";
import { Problem, type RoomSummary } from "../../../matrix/model";
import { useMatrix } from "../../../matrix/react";

/** Leads to the wallet, which is a page of its own and leads back; first to the place Pay, where there is no wallet yet. */
export function useGive(room: RoomSummary): (what: "transfer" | "packet") => void {
  const matrix = useMatrix();
  const sentence = useSentence();
  return (what) => {
    const who = what === "transfer" ? (room.person?.userId ?? "") : String(Math.max(1, room.memberCount - 1));
    const lead = async () => {
      try {
        const { url, hasPasskey } = await matrix.wallet();
        location.assign(hasPasskey ? `${url}#/give/${what}/${encodeURIComponent(room.id)}/${encodeURIComponent(who)}` : "#/pay");
      } catch (refusal) {
        if (!(refusal instanceof Problem)) throw refusal;
        toast(sentence(refusal));
      }
    };
    void lead();
  };
}
