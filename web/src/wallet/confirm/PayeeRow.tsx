import { useLingui } from "@lingui/react/macro";
import { Avatar } from "../../design/Avatar/Avatar";
import { Row, Rows } from "../../design/Row/Row";
import { Tag } from "../../design/Tag/Tag";
import type { Named } from "../model";
import { faceOf, nameOf } from "../words/nameOf";

/** Whom money is for, before the passkey confirms it. */
export function PayeeRow({ payee }: { payee: Named }) {
  const { t } = useLingui();
  const verified = payee.verifiedName ? <Tag tone="jade">{t`Verified`}</Tag> : undefined;
  return (
    <Rows label={t`To`}>
      <Row wraps leading={<Avatar of={faceOf(payee)} size={52} />} title={nameOf(payee)} second={payee.userId} meta={verified} />
    </Rows>
  );
}
