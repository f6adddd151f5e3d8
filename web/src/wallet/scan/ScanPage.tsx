import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation } from "wouter";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";
import { payeeCodeIn } from "../till/read";
import { Scan } from "../till/Scan";
import { NotPaid } from "./NotPaid";
import { PayScanned } from "./PayScanned";
import { TypeCode } from "./TypeCode";

/* Paying what a payee shows.
   (1) The code: by camera, from a picture, or pasted.
   (2) The house says whom it would pay; of the code itself nothing is believed.
   (3) The amount, where the code does not say it; the payment passkey confirms payee and amount.
   (4) The page of the payment says what has come of it. */

export function ScanPage() {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [typing, setTyping] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const take = (code: string) => {
    setTyping(false);
    setText(code);
  };
  if (text !== null) return <Read key={text} text={text} onScan={() => setText(null)} />;
  return (
    <>
      <Scan codeIn={payeeCodeIn} typeWord={t`Paste the code`} onCode={take} onType={() => setTyping(true)} onClose={() => go("/")} />
      {typing && <TypeCode onCode={take} onClose={() => setTyping(false)} />}
    </>
  );
}

/** The house is asked whose code that is. */
function Read({ text, onScan }: { text: string; onScan: () => void }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const read = useAnswer(() => wallet.readPoster(text));
  if (read.state === "ready") return <PayScanned read={read.answer} onScan={onScan} />;
  if (read.state === "failed") return <NotPaid problem={read.problem} onAgain={() => void read.again()} onScan={onScan} />;
  return (
    <Page alone tone="pay" top={<TopBar title={t`Pay`} back="#/" deep />}>
      <SkeletonLines label={t`Asking the house`} />
    </Page>
  );
}
