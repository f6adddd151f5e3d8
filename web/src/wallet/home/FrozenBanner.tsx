import { useLingui } from "@lingui/react/macro";
import Snowflake from "~icons/ph/snowflake";
import { Banner } from "../../design/Banner/Banner";
import { ButtonLink } from "../../design/Button/Button";
import { useMoments } from "../../design/moments";
import type { Frozen } from "../model";

/** Nothing goes out, until its owner says so. */
export function FrozenBanner({ frozen }: { frozen: Frozen }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const since = full(frozen.since);
  return (
    <Banner
      label={t`Your wallet is frozen`}
      tone="red"
      icon={<Snowflake />}
      title={t`Your wallet is frozen`}
      actions={
        <ButtonLink kind="outline" size="small" href="#/freeze">
          {t`Thaw it`}
        </ButtonLink>
      }
    >
      {t`Since ${since} no code pays and nothing is sent. Your money is where it was.`}
    </Banner>
  );
}
