import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import DeviceMobile from "~icons/ph/device-mobile";
import { Button } from "../../design/Button/Button";
import { useMoments } from "../../design/moments";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { Tag } from "../../design/Tag/Tag";
import { toast } from "../../design/Toast/Toast";
import { useVerb } from "../../matrix/react";
import type { CodePhone } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** The phone that shows codes, and those that did. */
export function CodePhones({ of, onDone }: { of: readonly CodePhone[]; onDone: () => Promise<void> }) {
  const { t } = useLingui();
  const { date } = useMoments();
  const [open, setOpen] = useState<CodePhone | null>(null);
  return (
    <>
      <Rows label={t`Phones that show codes`}>
        {of.length === 0 && <Row wraps leading={<DeviceMobile />} title={t`No phone shows codes of yours`} />}
        {of.map((phone) => {
          const since = date(phone.since);
          const live = phone.endedAt === null;
          return (
            <Row
              key={phone.id}
              wraps
              leads={live}
              leading={<DeviceMobile />}
              title={phone.name || t`A phone without a name`}
              second={t`Since ${since}`}
              meta={live ? <Tag tone="jade">{t`shows codes`}</Tag> : <Tag>{t`ended`}</Tag>}
              {...(live && { onClick: () => setOpen(phone) })}
            />
          );
        })}
      </Rows>
      {open && (
        <EndPhoneSheet
          phone={open}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            return onDone();
          }}
        />
      )}
    </>
  );
}

function EndPhoneSheet({ phone, onClose, onDone }: { phone: CodePhone; onClose: () => void; onDone: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const name = phone.name || t`A phone without a name`;
  const end = useVerb(async () => {
    await wallet.endPhone(phone.id);
    toast(t`${name} shows no codes any more.`);
    await onDone();
  });
  return (
    <Sheet
      title={name}
      onClose={onClose}
      closable={!end.busy}
      bottom={
        <>
          <WalletProblemLine problem={end.problem} />
          <Button kind="danger" busy={end.busy} onClick={() => void end.run()}>
            {t`End its codes`}
          </Button>
        </>
      }
    >
      <p>{t`Whatever codes it still shows are refused at once. With your passkey a phone can be set up anew.`}</p>
    </Sheet>
  );
}
