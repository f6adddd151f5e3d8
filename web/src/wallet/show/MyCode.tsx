import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import EyeSlash from "~icons/ph/eye-slash";
import Snowflake from "~icons/ph/snowflake";
import { Button, ButtonLink, IconButton } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { Problem } from "../../matrix/model";
import { useAnswer, useVerb } from "../../matrix/react";
import { MoneyProblem, type MyPhone } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { AmountSheet } from "./AmountSheet";
import { CodeCard } from "./CodeCard";
import { CodeNotes } from "./CodeNotes";
import { Cover } from "./Cover";
import { NoCodes } from "./NoCodes";
import { useOnline } from "./useOnline";

/* (1) The page comes covered, and is covered again whenever it is not looked at.
   (2) Each uncovering takes a one-time number of its own.
   (3) A number is put away as soon as the house says that it was used, or tried; and where that was not heard, the next one takes its
       place as soon as the house can be asked again which are good. */

/** The code, behind a cover until it is wanted. */
export function MyCode({ phone: found, onEnded }: { phone: MyPhone; onEnded: () => void }) {
  const { t } = useLingui();
  const { phone, online, refill } = usePhone(found, onEnded);
  const { alias, open, cover } = useAlias(phone, refill.run);
  const [minor, setMinor] = useState(0);
  const [asking, setAsking] = useState(false);
  const shown = alias !== null && alias !== "none";
  const me = useAnswer(useWallet().me);
  const frozen = me.state === "ready" && me.answer.frozen !== null;
  return (
    <>
      <Page
        alone
        tone="pay"
        top={<Head onCover={shown ? cover : null} />}
        bottom={
          <ButtonLink kind={frozen ? "primary" : "quiet"} icon={<Snowflake />} href="#/freeze">
            {frozen ? t`Thaw it` : t`Freeze my wallet`}
          </ButtonLink>
        }
      >
        {frozen && <WalletProblemLine problem={new MoneyProblem("walletFrozen")} />}
        {alias === null && <Cover minor={minor} disabled={frozen} onOpen={open} />}
        {alias === "none" && <NoCodes online={online} busy={refill.busy} onAgain={() => void refill.run().then(open)} />}
        {shown && <CodeCard key={alias} alias={alias} minor={minor} />}
        <CodeNotes phone={phone} minor={minor} online={online} />
        {!frozen && (
          <Button kind="soft" onClick={() => setAsking(true)}>
            {minor > 0 ? t`Change the amount` : t`Say the amount first`}
          </Button>
        )}
      </Page>
      {asking && (
        <AmountSheet
          minor={minor}
          onClose={() => setAsking(false)}
          onAmount={(next) => {
            setMinor(next);
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

function Head({ onCover }: { onCover: (() => void) | null }) {
  const { t } = useLingui();
  const cover = onCover && (
    <IconButton label={t`Cover it`} onClick={onCover}>
      <EyeSlash />
    </IconButton>
  );
  return <TopBar title={t`Pay with my code`} back="#/" deep actions={cover} />;
}

/** What this phone has, as it last was; and whether the house could be asked. */
function usePhone(found: MyPhone, onEnded: () => void) {
  const wallet = useWallet();
  const [phone, setPhone] = useState(found);
  const [reached, setReached] = useState(true);
  const network = useOnline();
  const online = network && reached;
  const refill = useVerb(
    useCallback(async () => {
      try {
        setPhone(await wallet.refill());
        setReached(true);
      } catch (refusal) {
        if (refusal instanceof MoneyProblem && refusal.money === "codePhoneEnded") onEnded();
        setReached(!(refusal instanceof Problem && refusal.code === "offline"));
        const kept = await wallet.myPhone();
        if (kept && !kept.ended) setPhone(kept);
        throw refusal;
      }
    }, [wallet, onEnded]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever the network goes or comes
  useEffect(() => void refill.run(), [refill.run, network]);
  useAgain(reached, refill.run);
  return { phone, online, refill };
}

/** A house that could not be reached, and speaks again on a line that never broke, is asked again. */
function useAgain(reached: boolean, look: () => Promise<unknown>): void {
  const wallet = useWallet();
  useEffect(() => (reached ? undefined : wallet.hear(({ type }) => type === "hello" && void look())), [wallet, reached, look]);
}

/** The number of this opening: null while covered, `none` where there is none left. `phone` is new whenever the house was asked. */
function useAlias(phone: MyPhone, look: () => Promise<unknown>) {
  const wallet = useWallet();
  const [, go] = useLocation();
  const [alias, setAlias] = useState<string | null>(null);
  const cover = useCallback(() => setAlias(null), []);
  const open = useCallback(async () => {
    setAlias((await wallet.takeAlias(null)) ?? "none");
    void look();
  }, [wallet, look]);
  const latest = useRef(alias);
  latest.current = alias;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown may have been spent where that was not heard
  useEffect(() => {
    const shown = latest.current;
    if (shown !== null && shown !== "none") {
      void wallet.takeAlias(shown).then((holds) => setAlias((now) => (now === shown ? (holds ?? "none") : now)));
    }
  }, [wallet, phone]);
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && cover();
    document.addEventListener("visibilitychange", hidden);
    return () => document.removeEventListener("visibilitychange", hidden);
  }, [cover]);
  useEffect(
    () =>
      wallet.hear((event) => {
        if (event.type === "payment" && event.payment.state !== "refused") go(`/payment/${event.payment.id}`);
        // The house is there again, and has new numbers.
        if (event.type === "hello" && event.fresh) void look();
        if (event.type !== "payment" && event.type !== "attempt") return;
        cover();
        void look();
      }),
    [wallet, go, cover, look],
  );
  return { alias, open, cover };
}
