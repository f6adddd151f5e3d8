import { useLingui } from "@lingui/react/macro";
import Picture from "~icons/ph/image";
import Printer from "~icons/ph/printer";
import { Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { useVerb } from "../../matrix/react";
import type { PosterPaper } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** The poster as a file: paper of two sizes, and a picture. */
export function Papers({ id }: { id: string }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const save = useVerb(async (paper: PosterPaper) => {
    const file = await wallet.posterPaper(id, paper);
    saved(file, paper === "svg" ? `teahouse-${id}.svg` : `teahouse-${id}-${paper}.pdf`);
  });
  const row = (paper: PosterPaper, title: string, second: string) => (
    <Row wraps leading={paper === "svg" ? <Picture /> : <Printer />} title={title} second={second} onClick={() => void save.run(paper)} />
  );
  return (
    <Section title={t`To print`}>
      <Rows>
        {row("a6", t`Small paper`, t`PDF, A6: a counter`)}
        {row("a5", t`Large paper`, t`PDF, A5: a wall`)}
        {row("svg", t`Picture`, t`SVG, for a printer's shop`)}
      </Rows>
      <WalletProblemLine problem={save.problem} />
    </Section>
  );
}

/** Gives a file to the browser, which asks where it goes. */
function saved(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it up by then.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
