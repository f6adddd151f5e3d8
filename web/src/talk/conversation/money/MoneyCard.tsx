import { AskedOfHouse } from "./AskedOfHouse";
import { PacketCard } from "./PacketCard";
import { TransferCard } from "./TransferCard";
import { useCard } from "./useCard";

/** Money that stands in the conversation. What the message says of it is for other apps; here the house says it. */
export function MoneyCard({ id, active }: { id: string; active: boolean }) {
  const money = useCard(id);
  const { card } = money;
  if (card.state !== "ready") return <AskedOfHouse what={card} again={money.again} active={active} />;
  const Shown = card.answer.kind === "transfer" ? TransferCard : PacketCard;
  return <Shown card={card.answer} money={money} active={active} />;
}
