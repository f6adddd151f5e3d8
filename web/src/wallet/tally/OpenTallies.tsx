import { useLingui } from "@lingui/react/macro";
import { ButtonLink } from "../../design/Button/Button";
import { useWallet } from "../react";
import { Retry } from "../words/Retry";
import { AskedRows } from "./AskedRows";
import { OwedRows } from "./OwedRows";
import style from "./Tallies.module.css";
import { useTallies } from "./useTallies";

/** Of each kind so many stand above the history; the others are a press away. */
const SHOWN_MAX = 3;

/** On the first screen: what others ask for and what is still to come; nothing where there is neither. */
export function OpenTallies({ appUrl }: { appUrl: string | undefined }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const asked = useTallies(wallet.askedTallies);
  const owed = useTallies(wallet.owedTallies);
  const askedOf = asked.page?.tallies ?? [];
  const owedTo = owed.page?.tallies ?? [];
  const more = [askedOf, owedTo].some(({ length }) => length > SHOWN_MAX) || Boolean(asked.page?.next ?? owed.page?.next);
  const failed = [asked, owed].find(({ newest }) => newest.state === "failed")?.newest;
  return (
    <>
      {failed?.state === "failed" && <Retry problem={failed.problem} again={() => void failed.again()} />}
      {askedOf.length > 0 && (
        <section className={style.part}>
          <h2 className={style.head}>{t`Asked of you`}</h2>
          <AskedRows tallies={askedOf.slice(0, SHOWN_MAX)} onChanged={asked.newest.again} />
        </section>
      )}
      {owedTo.length > 0 && (
        <section className={style.part}>
          <h2 className={style.head}>{t`Owed to you`}</h2>
          <OwedRows tallies={owedTo.slice(0, SHOWN_MAX)} appUrl={appUrl} />
        </section>
      )}
      {more && (
        <p>
          <ButtonLink kind="outline" size="small" href="#/tallies">{t`See all`}</ButtonLink>
        </p>
      )}
    </>
  );
}
