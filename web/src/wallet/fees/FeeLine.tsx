import { useLingui } from "@lingui/react/macro";
import Coins from "~icons/ph/hand-coins";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { usePayeeFee } from "./usePayeeFee";

/** Says to whoever is paid what they leave to the house of it; nothing where that is nothing. */
export function FeeLine() {
  const { t } = useLingui();
  const percent = usePayeeFee();
  return percent && <LearnsLine icon={<Coins />}>{t`${percent} of each payment here goes to the house.`}</LearnsLine>;
}
