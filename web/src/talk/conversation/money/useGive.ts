import type { RoomSummary } from "../../../matrix/model";
import { useToWallet } from "./useToWallet";

/** Leads to where money is put on a card for this conversation. */
export function useGive(room: RoomSummary): (what: "transfer" | "packet") => void {
  const lead = useToWallet();
  return (what) => {
    const who = what === "transfer" ? (room.person?.userId ?? "") : String(Math.max(1, room.memberCount - 1));
    lead(`/give/${what}/${encodeURIComponent(room.id)}/${encodeURIComponent(who)}`);
  };
}
