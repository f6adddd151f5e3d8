import { useLingui } from "@lingui/react/macro";
import WalletIcon from "~icons/ph/wallet";
import { Banner } from "../../design/Banner/Banner";
import { ButtonLink } from "../../design/Button/Button";
import { Row, Rows } from "../../design/Row/Row";
import type { Wallet } from "../../matrix/model";

/** What becomes of money when the account is closed; the app knows that there is some, and not how much. `wallet`: null while that is not known. */
export function MoneyThere({ wallet }: { wallet: Wallet | null }) {
  const { t } = useLingui();
  if (wallet?.hasMoney) return <InIt wallet={wallet} />;
  return (
    <Rows>
      <Row
        wraps
        leads
        leading={<WalletIcon />}
        title={t`My wallet`}
        second={
          wallet
            ? t`There is no money in it.`
            : t`If there is money in it, it stays yours: your payment passkey opens it until you have taken it out.`
        }
        href="#/pay"
      />
    </Rows>
  );
}

function InIt({ wallet: { url, hasPasskey } }: { wallet: Wallet }) {
  const { t } = useLingui();
  const { host } = new URL(url);
  return (
    <Banner
      label={t`There is money in your wallet`}
      tone={hasPasskey ? "amber" : "red"}
      icon={<WalletIcon />}
      title={t`There is money in your wallet`}
      actions={
        <ButtonLink kind="outline" size="small" href={hasPasskey ? url : "#/pay"}>
          {t`Open my wallet`}
        </ButtonLink>
      }
    >
      {hasPasskey
        ? t`It stays yours. Take it out now; or later at ${host}, where your payment passkey still opens the wallet for that, until it is empty.`
        : t`Nothing would open it afterwards: take the money out first, or make a payment passkey there. Before that the account stays.`}
    </Banner>
  );
}
