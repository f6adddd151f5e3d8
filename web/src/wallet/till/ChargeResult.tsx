import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import EyeSlash from "~icons/ph/eye-slash";
import { Amount } from "../../design/Amount/Amount";
import { Button } from "../../design/Button/Button";
import { clockOf, useLeft } from "../../design/Deadline/Deadline";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { ResultScreen } from "../../design/ResultScreen/ResultScreen";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Charge } from "../model";
import { useWallet } from "../react";

interface ChargeResultProps {
  charge: Charge;
  /** Absent where the till is with the next guest already. */
  onScan?: (() => void) | undefined;
  onNext: () => void;
}

/** Yours for good, on hold, or nothing: in one colour each, before goods change hands. */
export function ChargeResult({ charge: found, onScan, onNext }: ChargeResultProps) {
  const { t } = useLingui();
  const charge = useNewest(found);
  const { time } = useMoments();
  if (charge.state === "refused" || charge.state === "undone") return <Refused charge={charge} onScan={onScan} onNext={onNext} />;
  const held = charge.state === "held" && charge.goodsAt !== null;
  return (
    <ResultScreen
      result={held ? "held" : "done"}
      word={held ? t`On hold` : t`Received`}
      amount={<Amount size="result" moved={!held} of={charge.amount} />}
      says={held ? <Held charge={charge} goodsAt={charge.goodsAt ?? 0} /> : t`Yours for good.`}
      counterpart={<Payer charge={charge} />}
      facts={[
        { name: t`Receipt`, value: charge.receipt },
        { name: t`When`, value: time(charge.at) },
      ]}
      learns={<LearnsLine icon={<EyeSlash />}>{t`You learn the amount and a name that is new each time, never who paid.`}</LearnsLine>}
      bottom={<Button onClick={onNext}>{t`Next guest`}</Button>}
    />
  );
}

/** What is on hold may be taken back, or be for good, while somebody still looks. */
function useNewest(found: Charge): Charge {
  const wallet = useWallet();
  const [charge, setCharge] = useState(found);
  useEffect(
    () => wallet.hear((event) => event.type === "charge" && event.charge.id === found.id && setCharge(event.charge)),
    [wallet, found.id],
  );
  return charge;
}

function Payer({ charge }: { charge: Charge }) {
  const nameOf = useFaceName();
  return (
    <>
      <FaceAvatar of={charge.payer} size={38} />
      <span>{nameOf(charge.payer)}</span>
    </>
  );
}

/** Until when it can be taken back, and what that means for what is handed over. */
function Held({ charge, goodsAt }: { charge: Charge; goodsAt: number }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const { time } = useMoments();
  const nameOf = useFaceName();
  const left = clockOf(useLeft(goodsAt, wallet.houseNow));
  return t`Not yours yet: ${{ name: nameOf(charge.payer) }} can take it back until ${{ until: time(goodsAt) }}, for ${left}.`;
}

function Refused({ charge, onScan, onNext }: ChargeResultProps) {
  const { t } = useLingui();
  return (
    <ResultScreen
      result="refused"
      word={charge.state === "undone" ? t`Taken back` : t`Refused`}
      amount={<Amount size="result" of={charge.amount} />}
      says={
        charge.state === "undone"
          ? t`The payer has taken it back. No money is here.`
          : t`The payer did not agree, or did not answer. No money has moved.`
      }
      bottom={
        <>
          {onScan && <Button onClick={onScan}>{t`Scan a fresh code`}</Button>}
          <Button kind={onScan ? "quiet" : "primary"} onClick={onNext}>{t`Next guest`}</Button>
        </>
      }
    />
  );
}
