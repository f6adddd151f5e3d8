import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Amount } from "../../design/Amount/Amount";
import { Avatar } from "../../design/Avatar/Avatar";
import { Row, Rows } from "../../design/Row/Row";
import type { TallyOwed } from "../model";
import { faceOf, nameOf } from "../words/nameOf";

interface OwedRowsProps {
  tallies: readonly TallyOwed[];
  /** The app's address, once it is known: each stands in its conversation, where it is withdrawn. */
  appUrl: string | undefined;
}

/** What is still to come, and from whom. */
export function OwedRows({ tallies, appUrl }: OwedRowsProps) {
  const { t } = useLingui();
  const names = useNames();
  const second = useSecond();
  return (
    <Rows label={t`Owed to you`}>
      {tallies.map((tally) => (
        <Row
          wraps
          key={tally.id}
          leading={<Avatar of={faceOf(tally.of[0] ?? { userId: tally.id, name: null })} size={44} />}
          title={names(tally)}
          second={second(tally)}
          meta={<Amount size="row" of={tally.amount} />}
          {...(appUrl && { href: `${appUrl}#/chats/${encodeURIComponent(tally.room)}` })}
        />
      ))}
    </Rows>
  );
}

/** Of whom nothing was heard: some by name, the others counted. */
function useNames(): (tally: TallyOwed) => string {
  const { t, i18n } = useLingui();
  return ({ of, waiting }) => {
    const others = waiting - of.length;
    const counted = others > 0 ? [of.length > 0 ? t`${others} more` : t`${plural(others, { one: "# person", other: "# people" })}`] : [];
    return new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format([...of.map(nameOf), ...counted]);
  };
}

function useSecond(): (tally: TallyOwed) => string {
  const { t } = useLingui();
  return ({ asked, waiting, note }) => {
    const count = asked === 1 ? t`Not paid yet` : t`${waiting} of ${plural(asked, { one: "# person", other: "# people" })} not paid yet`;
    return note ? `${count} · ${note}` : count;
  };
}
