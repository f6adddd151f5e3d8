import { useLingui } from "@lingui/react/macro";
import HandCoins from "~icons/ph/hand-coins";
import { IconLink } from "../../design/Button/Button";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";

/** The way to cash in, for whoever the operator has made a cash desk. */
export function CashLink() {
  const { t } = useLingui();
  const desk = useAnswer(useWallet().cashDesk);
  if (desk.state !== "ready" || desk.answer.limit === null) return null;
  return (
    <IconLink label={t`Cash in`} href="#/cash">
      <HandCoins />
    </IconLink>
  );
}
