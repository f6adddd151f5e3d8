import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Page, Section } from "../../design/Page/Page";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { Switch } from "../../design/Switch/Switch";
import { TopBar } from "../../design/TopBar/TopBar";
import type { RoomDetail, RoomSummary } from "../../matrix/model";
import { useMatrix, useVerb, useWatched } from "../../matrix/react";
import { BlockSheet } from "../blocking/BlockSheet";
import { Gone } from "../Gone";
import { addressOf } from "../place";
import { RoomAvatar } from "../RoomAvatar";
import { readersOf } from "../words/lock";
import { InviteSheet } from "./InviteSheet";
import { LeaveSheet } from "./LeaveSheet";
import { Members } from "./Members";
import { RenameSheet } from "./RenameSheet";
import style from "./RoomFactsScreen.module.css";
import { SharedMedia } from "./SharedMedia";
import { WhoElse } from "./WhoElse";

interface RoomFactsProps {
  roomId: string;
  /** Stands beside the conversation on a wide screen, without a way back of its own. */
  pane?: boolean;
}

/** Who can read this room, and what else is to be known and done about it. */
export function RoomFactsScreen({ roomId, pane = false }: RoomFactsProps) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const room = useWatched(matrix.rooms).find(({ id }) => id === roomId);
  const detail = useWatched(useMemo(() => matrix.room(roomId), [matrix, roomId]));
  const back = addressOf(roomId);
  const top = pane ? null : <TopBar size="line" title={t`Who can read this room`} back={back} deep />;
  if (session.state !== "signedIn") return null;
  if (!room || room.invite) {
    return (
      <Page top={top}>
        <Gone session={session} roomId={roomId} />
      </Page>
    );
  }
  return (
    <Page top={top}>
      {!pane && <Head room={room} />}
      {detail?.topic && <p className={style.topic}>{detail.topic}</p>}
      <Section title={pane ? t`Who can read this room` : t`Those in it`}>
        {detail ? <Members room={room} detail={detail} /> : <SkeletonRows count={3} label={t`The list is on its way`} />}
        <WhoElse readers={readersOf(room, detail)} detail={detail} />
      </Section>
      <SharedMedia roomId={roomId} />
      <Settings room={room} detail={detail} />
    </Page>
  );
}

function Head({ room }: { room: RoomSummary }) {
  return (
    <div className={style.head}>
      <RoomAvatar room={room} size={96} />
      <h2 className={style.name}>{room.name}</h2>
      {room.person && <p className={style.handle}>@{room.person.handle}</p>}
    </div>
  );
}

function Settings({ room, detail }: { room: RoomSummary; detail: RoomDetail | null }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [asking, setAsking] = useState<"invite" | "rename" | "leave" | "block" | null>(null);
  const mute = useVerb((muted: boolean) => matrix.setMuted(room.id, muted));
  const close = () => setAsking(null);
  const person = room.person;
  const blocked = useWatched(matrix.ignored).some(({ userId }) => userId === person?.userId);
  const unblock = useVerb(matrix.unblock);
  return (
    <div className={style.settings}>
      <Switch
        label={t`Mute`}
        note={t`New messages are still counted, but no longer stand out.`}
        on={detail?.muted ?? room.muted}
        disabled={mute.busy}
        onTurn={(on) => void mute.run(on)}
      />
      <ProblemLine problem={mute.problem} />
      <div className={style.buttons}>
        {detail?.may.invite && room.kind !== "person" && (
          <Button kind="soft" onClick={() => setAsking("invite")}>
            <Trans>Invite somebody</Trans>
          </Button>
        )}
        {detail?.may.rename && room.kind !== "person" && (
          <Button kind="outline" onClick={() => setAsking("rename")}>
            <Trans>Rename</Trans>
          </Button>
        )}
        {person && blocked && (
          <Button kind="soft" busy={unblock.busy} onClick={() => void unblock.run(person.userId)}>
            <Trans>Unblock {{ name: person.name }}</Trans>
          </Button>
        )}
        {person && !blocked && (
          <Button kind="danger" onClick={() => setAsking("block")}>
            <Trans>Block {{ name: person.name }}</Trans>
          </Button>
        )}
        {detail?.blocked?.reason !== "left" && (
          <Button kind="danger" onClick={() => setAsking("leave")}>
            {room.kind === "channel" ? (
              <Trans>Leave the channel</Trans>
            ) : room.kind === "group" ? (
              <Trans>Leave the group</Trans>
            ) : (
              <Trans>Leave the conversation</Trans>
            )}
          </Button>
        )}
      </div>
      {asking === "invite" && <InviteSheet room={room} members={detail?.members ?? []} onClose={close} />}
      {asking === "rename" && <RenameSheet roomId={room.id} name={room.name} onClose={close} />}
      {asking === "leave" && <LeaveSheet room={room} members={detail?.members ?? []} onClose={close} />}
      {asking === "block" && person && <BlockSheet name={person.name} onBlock={() => matrix.block(person.userId)} onClose={close} />}
    </div>
  );
}
