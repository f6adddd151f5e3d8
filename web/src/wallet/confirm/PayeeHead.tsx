import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import Fresh from "~icons/ph/user-circle-plus";
import { Banner } from "../../design/Banner/Banner";
import { Tag } from "../../design/Tag/Tag";
import style from "./PayeeHead.module.css";

interface PayeeHeadProps {
  picture: ReactNode;
  name: string;
  verified: boolean;
  /** What else is said of them, or of what is paid. */
  lines: readonly (string | null)[];
}

/** Whom a payment is for, where money is about to leave. */
export function PayeeHead({ picture, name, verified, lines }: PayeeHeadProps) {
  const { t } = useLingui();
  return (
    <div className={style.who}>
      {picture}
      <h2 className={style.name}>{name}</h2>
      {verified ? (
        <Tag tone="jade">{t`Verified`}</Tag>
      ) : (
        <span className={style.own}>
          <Tag tone="amber">{t`Not verified`}</Tag>
        </span>
      )}
      {lines.map(
        (line) =>
          line && (
            <p key={line} className={style.label}>
              {line}
            </p>
          ),
      )}
    </div>
  );
}

/** Somebody who was never paid: a reason to look twice. */
export function NewPayee({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useLingui();
  return (
    <div className={`${style.own} ${style.warning}`}>
      <Banner label={t`New to you`} tone="amber" icon={<Fresh />} title={t`You have never paid ${name}.`}>
        {children}
      </Banner>
    </div>
  );
}
