import { Trans, useLingui } from "@lingui/react/macro";
import Reply from "~icons/ph/arrow-bend-up-left";
import Cloud from "~icons/ph/cloud-arrow-down";
import Copy from "~icons/ph/copy";
import Down from "~icons/ph/download-simple";
import Plus from "~icons/ph/smiley";
import Trash from "~icons/ph/trash";
import { Menu, type MenuItem } from "../../design/Menu/Menu";
import { fullTime, list } from "../words/when";
import { QUICK_REACTIONS } from "./emoji";
import style from "./MessageActions.module.css";
import { isSaid, type MessageItem, type SaidItem } from "./rows";

interface MessageActionsProps {
  item: MessageItem;
  at: Element;
  /** May anything be said here at all? */
  maySend: boolean;
  onClose: () => void;
  onReply: (item: SaidItem) => void;
  onReact: (eventId: string, reaction: string, on: boolean) => void;
  onOtherReaction: (eventId: string) => void;
  onSave: (item: Extract<MessageItem, { kind: "picture" | "file" }>) => void;
  onDelete: (item: SaidItem) => void;
}

/** What one can do with a message. */
export function MessageActions(props: MessageActionsProps) {
  const { item, at, maySend, onClose } = props;
  const { t } = useLingui();
  const said = isSaid(item) ? item : null;
  const text = said ? wordsOf(said) : "";
  const items: MenuItem[] = [];
  if (said && maySend) items.push({ key: "reply", label: t`Reply`, icon: <Reply />, onChoose: () => props.onReply(said) });
  if (text) items.push({ key: "copy", label: t`Copy`, icon: <Copy />, onChoose: () => void navigator.clipboard.writeText(text) });
  if (item.kind === "picture" || item.kind === "file") {
    items.push({ key: "save", label: t`Save`, icon: <Down />, onChoose: () => props.onSave(item) });
  }
  if (said?.mayDelete) {
    items.push({ key: "delete", label: t`Delete for everyone`, icon: <Trash />, danger: true, onChoose: () => props.onDelete(said) });
  }
  return (
    <Menu
      label={t`Message`}
      at={at}
      items={items}
      onClose={onClose}
      top={
        <>
          {said?.eventId && maySend && <Quick {...props} item={said} eventId={said.eventId} />}
          <Details item={item} />
        </>
      }
    />
  );
}

/** When and by whom it was said, and who reacted how. */
function Details({ item }: { item: MessageItem }) {
  const { i18n } = useLingui();
  const said = isSaid(item) ? item : null;
  return (
    <>
      <p className={style.when}>
        {item.own ? (
          <Trans>You, {{ time: fullTime(item.time, i18n.locale) }}</Trans>
        ) : (
          <Trans>
            {{ name: item.sender.name }}, {{ time: fullTime(item.time, i18n.locale) }}
          </Trans>
        )}
      </p>
      {said?.doubt === "copy" && (
        <p className={style.copy}>
          <Cloud />
          <Trans>Came back from your backup, which does not prove who wrote it</Trans>
        </p>
      )}
      {said?.reactions.map(({ key, people }) => (
        <p className={style.who} key={key}>
          <span>{key}</span>
          <span>
            {list(
              people.map((person) => person.name),
              i18n.locale,
            )}
          </span>
        </p>
      ))}
    </>
  );
}

function wordsOf(item: SaidItem): string {
  return item.kind === "text" || item.kind === "unknown" ? item.text : item.caption;
}

function Quick({ item, eventId, onReact, onOtherReaction, onClose }: MessageActionsProps & { item: SaidItem; eventId: string }) {
  const { t } = useLingui();
  return (
    <div className={style.quick}>
      {QUICK_REACTIONS.map((emoji) => {
        const own = item.reactions.some((reaction) => reaction.key === emoji && reaction.own);
        return (
          <button
            key={emoji}
            type="button"
            role="menuitemcheckbox"
            aria-checked={own}
            aria-label={t`React with ${{ emoji }}`}
            className={style.emoji}
            onClick={() => {
              onClose();
              onReact(eventId, emoji, !own);
            }}
          >
            {emoji}
          </button>
        );
      })}
      <button
        type="button"
        role="menuitem"
        className={style.emoji}
        aria-label={t`Another emoji`}
        title={t`Another emoji`}
        onClick={() => {
          onClose();
          onOtherReaction(eventId);
        }}
      >
        <Plus />
      </button>
    </div>
  );
}
