import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import type { Reaction } from "../../matrix/model";
import { list } from "../words/when";
import { sortReactions } from "./emoji";
import style from "./Reactions.module.css";
import type { SaidItem } from "./rows";

interface ReactionsProps {
  item: SaidItem;
  active: boolean;
  react: (eventId: string, reaction: string, on: boolean) => void;
}

/** Who answered with an emoji; a tap adds one's own or takes it back. */
export function Reactions({ item, active, react }: ReactionsProps) {
  const { t } = useLingui();
  return (
    <ul className={style.reactions} aria-label={t`Reactions`}>
      {sortReactions(item.reactions).map((reaction) => (
        <Chip
          key={reaction.key}
          reaction={reaction}
          active={active}
          disabled={item.eventId === null}
          onClick={() => item.eventId && react(item.eventId, reaction.key, !reaction.own)}
        />
      ))}
    </ul>
  );
}

function Chip({ reaction, active, disabled, onClick }: { reaction: Reaction; active: boolean; disabled: boolean; onClick: () => void }) {
  const { i18n, t } = useLingui();
  const { key, count, own, people } = reaction;
  const names = list(
    people.map((person) => person.name),
    i18n.locale,
  );
  return (
    <li className={style.item}>
      <button
        type="button"
        className={style.reaction}
        aria-pressed={own}
        aria-label={t`${{ emoji: key }}: ${plural(count, { one: "# person", other: "# people" })}`}
        title={names}
        tabIndex={active ? undefined : -1}
        disabled={disabled}
        onClick={onClick}
      >
        <span>
          <span className={style.key}>{key}</span>
          {count > 1 && <span className={style.count}>{count}</span>}
        </span>
      </button>
    </li>
  );
}
