import { useLingui } from "@lingui/react/macro";
import Bank from "~icons/ph/bank";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { grouped } from "./iban";

/** To which account one pays in, and what says that it is one's own. */
export function WayIn() {
  const { t } = useLingui();
  const asked = useAnswer(useWallet().wayIn);
  return (
    <Section title={t`Pay in`}>
      {asked.state === "loading" && <SkeletonRows count={2} label={t`Asking the house`} />}
      {asked.state === "failed" && <Retry problem={asked.problem} again={() => void asked.again()} />}
      {asked.state === "ready" && (
        <>
          <p>{t`Send money from your bank to this account, with your reference. It is here when the house has read its bank's next statement.`}</p>
          <Rows label={t`Pay in`}>
            <Row wraps title={grouped(asked.answer.account.iban)} second={asked.answer.account.name} />
            {asked.answer.bic && <Row wraps title={asked.answer.bic} second="BIC" />}
            <Row wraps title={grouped(asked.answer.reference)} second={t`Your reference, always the same`} />
          </Rows>
          <LearnsLine icon={<Bank />}>{t`The house's bank sees the amount and your account there.`}</LearnsLine>
        </>
      )}
    </Section>
  );
}
