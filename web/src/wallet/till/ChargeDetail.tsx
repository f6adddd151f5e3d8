import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Amount } from "../../design/Amount/Amount";
import { moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Charge } from "../model";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { useStateWord } from "./ChargeRow";
import { RefundSheet } from "./RefundSheet";

/** One payment that came in, and the way to give it back. */
export function ChargeDetail({ id }: { id: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.chargeOf(id));
  const [refunding, setRefunding] = useState(false);
  const charge = asked.state === "ready" ? asked.answer : null;
  const refundable = charge !== null && charge.state === "paid" && charge.refunded.minor < charge.amount.minor;
  return (
    <>
      <Page
        alone
        tone="receive"
        top={<TopBar title={t`A payment to you`} back="#/takings" deep />}
        bottom={
          refundable && (
            <Button kind="outline" onClick={() => setRefunding(true)}>
              {t`Give money back`}
            </Button>
          )
        }
      >
        {asked.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
        {asked.state === "failed" && <Retry problem={asked.problem} again={() => void asked.again()} />}
        {charge && <Facts charge={charge} />}
      </Page>
      {refunding && charge && (
        <RefundSheet
          charge={charge}
          onClose={() => setRefunding(false)}
          onDone={async () => {
            setRefunding(false);
            await asked.again();
          }}
        />
      )}
    </>
  );
}

function Facts({ charge }: { charge: Charge }) {
  const { t, i18n } = useLingui();
  const { date, time } = useMoments();
  const nameOf = useFaceName();
  const word = useStateWord()(charge);
  return (
    <>
      <p>
        <Amount size="balance" of={charge.amount} />
      </p>
      <Rows label={t`A payment to you`}>
        <Row wraps leading={<FaceAvatar of={charge.payer} size={52} />} title={nameOf(charge.payer)} second={word} />
        <Row wraps title={t`Receipt`} meta={charge.receipt} />
        <Row wraps title={t`When`} meta={`${date(charge.at)}, ${time(charge.at)}`} />
        {charge.refunded.minor > 0 && <Row wraps title={t`Given back`} meta={moneyText(charge.refunded, i18n.locale)} />}
      </Rows>
    </>
  );
}
