import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { MyCode } from "./MyCode";
import { SetUpPhone } from "./SetUpPhone";

/** Paying by a code that somebody scans. It needs no network, so it asks this browser and not the house. */
export function ShowPage() {
  const { t } = useLingui();
  const phone = useAnswer(useWallet().myPhone);
  const again = useCallback(() => void phone.again(), [phone.again]);
  if (phone.state === "ready") {
    if (phone.answer === null || phone.answer.ended) return <SetUpPhone ended={phone.answer !== null} onDone={again} />;
    return <MyCode phone={phone.answer} onEnded={again} />;
  }
  return (
    <Page alone tone="pay" top={<TopBar title={t`Pay with my code`} back="#/" deep />}>
      {phone.state === "loading" ? (
        <SkeletonLines label={t`Looking what this phone has`} />
      ) : (
        <Retry problem={phone.problem} again={again} />
      )}
    </Page>
  );
}
