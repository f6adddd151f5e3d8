import { Trans, useLingui } from "@lingui/react/macro";
import Prohibit from "~icons/ph/prohibit";
import { Button, IconButton } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Tag } from "../../design/Tag/Tag";
import type { RoomSummary } from "../../matrix/model";
import { useAnswer } from "../invite/useAnswer";
import { addressOf } from "../place";
import { RoomAvatar } from "../RoomAvatar";
import style from "./InviteCard.module.css";

/** An invitation above the list: answered here, or looked at first. */
export function InviteCard({ room }: { room: RoomSummary }) {
  const { t } = useLingui();
  const answer = useAnswer(room);
  if (!room.invite) return null;
  return (
    <li className={style.card}>
      <a className={style.who} href={addressOf(room.id)}>
        <RoomAvatar room={room} size={44} />
        <span className={style.words}>
          <span className={style.name}>
            {room.name} <Tag tone="jade">{t`An invitation`}</Tag>
          </span>
          <span className={style.by}>
            {room.kind === "person" ? (
              <Trans>@{room.invite.by.handle} wants to talk with you</Trans>
            ) : (
              <Trans>{{ name: room.invite.by.name }} invites you</Trans>
            )}
          </span>
        </span>
      </a>
      <div className={style.answers}>
        <Button size="small" busy={answer.accept.busy} onClick={() => void answer.accept.run()}>
          <Trans>Accept</Trans>
        </Button>
        <Button size="small" kind="outline" busy={answer.decline.busy} onClick={() => void answer.decline.run()}>
          <Trans>Decline</Trans>
        </Button>
        <span className={style.block}>
          <IconButton label={t`Block ${{ name: room.invite.by.name }}`} onClick={answer.askBlock}>
            <Prohibit />
          </IconButton>
        </span>
      </div>
      <ProblemLine problem={answer.problem} />
      {answer.sheet}
    </li>
  );
}
