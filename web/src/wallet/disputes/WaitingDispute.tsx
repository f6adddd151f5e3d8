import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import Scales from "~icons/ph/scales";
import { Banner } from "../../design/Banner/Banner";
import { ButtonLink } from "../../design/Button/Button";
import { useMoments } from "../../design/moments";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";

/** A payee is waited for: without their answer the house may decide. */
export function WaitingDispute() {
  const { t } = useLingui();
  const { full } = useMoments();
  const wallet = useWallet();
  const asked = useAnswer(wallet.disputes);
  const { again } = asked;
  useEffect(() => wallet.hear(({ type }) => type === "dispute" && void again()), [wallet, again]);
  const waiting = asked.state === "ready" && asked.answer.find(({ side, state }) => side === "payee" && state === "open");
  if (!waiting) return null;
  const until = full(waiting.answerBy);
  return (
    <Banner
      label={t`A payment to you is disputed`}
      tone="amber"
      icon={<Scales />}
      title={t`A payment to you is disputed`}
      actions={
        <ButtonLink kind="outline" size="small" href={`#/dispute/${waiting.id}`}>
          {t`Read it`}
        </ButtonLink>
      }
    >
      {t`Answer until ${until}. After that the house may decide without you.`}
    </Banner>
  );
}
