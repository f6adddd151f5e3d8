import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation } from "wouter";
import Fingerprint from "~icons/ph/fingerprint";
import Hourglass from "~icons/ph/hourglass-medium";
import { minorOf, moneyText } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useNewest, useVerb } from "../../matrix/react";
import { Refusal } from "../confirm/Refusal";
import { useIdOf } from "../confirm/useIdOf";
import { type MoneyCode, MoneyProblem, type PosterRead } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { NotPaid } from "./NotPaid";
import { ScannedPayee } from "./ScannedPayee";

/** After these the code is of no use any more. */
const OVER: readonly MoneyCode[] = ["posterWithdrawn", "posterExpired", "posterPaid", "posterAltered", "posterUnknown", "payeeChanged"];

/** Whom the code pays, how much, and the passkey that confirms both. */
export function PayScanned({ read, onScan }: { read: PosterRead; onScan: () => void }) {
  const { t, i18n } = useLingui();
  const [typed, setTyped] = useState("");
  const minor = read.amount?.minor ?? minorOf(typed, CURRENCY) ?? 0;
  const amount = { minor, currency: CURRENCY };
  const { pay, hold, problem } = usePaying(read, minor);
  const over = problem instanceof MoneyProblem && OVER.includes(problem.money) ? problem : null;
  if (over) return <NotPaid problem={over} onAgain={() => void pay.run()} onScan={onScan} />;
  const tooMuch = read.leftToday !== null && minor > read.leftToday.minor;
  const ready = minor > 0 && !tooMuch;
  const much = minor > 0 ? moneyText(amount, i18n.locale) : null;
  return (
    <Page
      alone
      tone="pay"
      top={<TopBar title={t`Pay`} back="#/" deep />}
      onSubmit={() => ready && void pay.run()}
      bottom={
        <>
          <Refusal problem={problem} />
          <Button type="submit" icon={<Fingerprint />} busy={pay.busy} disabled={!ready || hold.busy}>
            <Word forGood={read.canHold} much={much} />
          </Button>
          {read.canHold && (
            <Button kind="soft" icon={<Hourglass />} busy={hold.busy} disabled={!ready || pay.busy} onClick={() => void hold.run()}>
              {t`Hold it for ten minutes`}
            </Button>
          )}
        </>
      }
    >
      <ScannedPayee
        read={read}
        typed={typed}
        wrong={tooMuch ? "much" : typed.trim() !== "" && minor <= 0 ? "noAmount" : null}
        onTyped={(value) => {
          pay.clear();
          hold.clear();
          setTyped(value);
        }}
      />
    </Page>
  );
}

/** Both ways to pay; each is once, however often it is asked. */
function usePaying(read: PosterRead, minor: number) {
  const wallet = useWallet();
  const [, go] = useLocation();
  const amount = { minor, currency: CURRENCY };
  const ids = { pay: useIdOf(`pay ${minor}`), hold: useIdOf(`hold ${minor}`) };
  const paid = (id: string) => go(`/payment/${id}`, { replace: true });
  const pay = useVerb(async () => paid((await wallet.payPoster({ id: ids.pay, read, amount, hold: false })).id));
  const hold = useVerb(async () => paid((await wallet.payPoster({ id: ids.hold, read, amount, hold: true })).id));
  return { pay, hold, problem: useNewest(pay.problem, hold.problem) };
}

/** What the button does, as far as it is known yet. */
function Word({ forGood, much }: { forGood: boolean; much: string | null }) {
  const { t } = useLingui();
  if (much === null) return forGood ? t`Pay for good` : t`Pay`;
  return forGood ? t`Pay ${{ amount: much }} for good` : t`Pay ${{ amount: much }}`;
}
