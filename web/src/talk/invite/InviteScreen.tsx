import { Trans, useLingui } from "@lingui/react/macro";
import Eye from "~icons/ph/eye";
import Lock from "~icons/ph/lock-simple-fill";
import { Button } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import type { RoomSummary } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { RoomAvatar } from "../RoomAvatar";
import { fullTime } from "../words/when";
import style from "./InviteScreen.module.css";
import { useAnswer } from "./useAnswer";

/** An invitation that was not answered yet. */
export function InviteScreen({ roomId }: { roomId: string }) {
  const { t } = useLingui();
  const rooms = useWatched(useMatrix().rooms);
  const room = rooms.find(({ id }) => id === roomId);
  if (room?.invite) return <Invitation room={room} />;
  return (
    <Page top={<TopBar size="line" title={t`An invitation`} back="#/chats" />}>
      <EmptyState motif="swallow">
        <Trans>This invitation is answered, or was taken back.</Trans>
      </EmptyState>
    </Page>
  );
}

function Invitation({ room }: { room: RoomSummary }) {
  const { i18n, t } = useLingui();
  const answer = useAnswer(room, () => {
    location.hash = "#/chats";
  });
  const invite = room.invite;
  if (!invite) return null;
  return (
    <Page
      top={<TopBar size="line" title={t`An invitation`} back="#/chats" />}
      bottom={
        <>
          <ProblemLine problem={answer.problem} />
          <Button busy={answer.accept.busy} onClick={() => void answer.accept.run()}>
            <Trans>Accept</Trans>
          </Button>
          <Button kind="outline" busy={answer.decline.busy} onClick={() => void answer.decline.run()}>
            <Trans>Decline</Trans>
          </Button>
          <Button kind="danger" onClick={answer.askBlock}>
            <Trans>Block {{ name: invite.by.name }}</Trans>
          </Button>
          {answer.sheet}
        </>
      }
    >
      <div className={style.who}>
        <RoomAvatar room={room} size={96} />
        <h2 className={style.name}>{room.name}</h2>
        <p className={style.by}>
          {room.kind === "person" ? (
            <Trans>@{invite.by.handle} wants to talk with you.</Trans>
          ) : (
            <Trans>
              {{ name: invite.by.name }} (@{invite.by.handle}) invites you.
            </Trans>
          )}
        </p>
        {invite.at > 0 && <p className={style.when}>{fullTime(invite.at, i18n.locale)}</p>}
      </div>
      <LearnsLine icon={invite.encrypted ? <Lock /> : <Eye />}>
        {invite.encrypted ? (
          <Trans>Only those in this room can read it. Until you accept, they do not learn that you saw this.</Trans>
        ) : (
          <Trans>This room is not encrypted: the house can read it. Until you accept, they do not learn that you saw this.</Trans>
        )}
      </LearnsLine>
    </Page>
  );
}
