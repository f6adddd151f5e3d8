import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { Amount } from "../../design/Amount/Amount";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { useDisputeWord } from "./useDisputeWord";

/** Payments that are disputed, by oneself or by others. */
export function Disputes() {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(wallet.disputes);
  const { again } = asked;
  useEffect(() => wallet.hear(({ type }) => type === "dispute" && void again()), [wallet, again]);
  const word = useDisputeWord();
  const nameOf = useFaceName();
  return (
    <Page alone top={<TopBar title={t`Disputes`} back="#/history" deep />}>
      {asked.state === "loading" && <SkeletonRows count={3} label={t`Asking the house`} />}
      {asked.state === "failed" && <Retry problem={asked.problem} again={() => void again()} />}
      {asked.state === "ready" && asked.answer.length === 0 && (
        <EmptyState motif="bamboo">{t`No payment is disputed. From a receipt you say what is wrong with it.`}</EmptyState>
      )}
      {asked.state === "ready" && asked.answer.length > 0 && (
        <Rows label={t`Disputes`}>
          {asked.answer.map((dispute) => (
            <Row
              wraps
              key={dispute.id}
              leading={<FaceAvatar of={dispute.other} size={44} />}
              title={nameOf(dispute.other)}
              second={word(dispute)}
              meta={<Amount size="row" of={dispute.amount} />}
              href={`#/dispute/${dispute.id}`}
            />
          ))}
        </Rows>
      )}
    </Page>
  );
}
