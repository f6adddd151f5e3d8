import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Prohibit from "~icons/ph/prohibit";
import Seal from "~icons/ph/seal-check-fill";
import Shield from "~icons/ph/shield";
import Warning from "~icons/ph/shield-warning-fill";
import { Avatar } from "../../design/Avatar/Avatar";
import { Row, Rows } from "../../design/Row/Row";
import { Tag } from "../../design/Tag/Tag";
import type { Member, RoomDetail, RoomSummary } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { roleWords, trustWords } from "../words/trust";
import { MemberSheet } from "./MemberSheet";
import style from "./Members.module.css";

/** At first a handful: a channel may have thousands. */
const SHOWN_AT_FIRST = 30;

/** Everybody who is in the room, with what is known of their keys. */
export function Members({ room, detail }: { room: RoomSummary; detail: RoomDetail }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<string | null>(null);
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const member = detail.members.find(({ userId }) => userId === open);
  const more = detail.members.length - shown;
  return (
    <>
      <Rows label={t`Members`}>
        {detail.members.slice(0, shown).map((one) => (
          <MemberRow member={one} room={room} onOpen={() => setOpen(one.userId)} key={one.userId} />
        ))}
      </Rows>
      {more > 0 && (
        <button type="button" className={style.more} onClick={() => setShown(shown + 10 * SHOWN_AT_FIRST)}>
          <Trans>{more} more</Trans>
        </button>
      )}
      {!detail.complete && (
        <p className={style.partial}>
          <Trans>The rest of the list is on its way.</Trans>
        </p>
      )}
      {member && <MemberSheet room={room} detail={detail} member={member} onClose={() => setOpen(null)} />}
    </>
  );
}

function MemberRow({ member, room, onOpen }: { member: Member; room: RoomSummary; onOpen: () => void }) {
  const { i18n, t } = useLingui();
  const { encrypted } = room;
  // Between two nobody is above the other.
  const role = room.kind === "person" ? null : roleWords(member.role);
  const inside = {
    leading: <Avatar of={member.avatar} size={44} />,
    title: (
      <>
        {member.self ? t`You` : member.name} {role && <Tag>{i18n._(role)}</Tag>}
      </>
    ),
    second: <Trust member={member} encrypted={encrypted} />,
    mark: encrypted && <TrustIcon member={member} />,
    wraps: true,
  };
  return member.self ? <Row {...inside} /> : <Row {...inside} onClick={onOpen} />;
}

function Trust({ member, encrypted }: { member: Member; encrypted: boolean }) {
  const { i18n } = useLingui();
  if (!encrypted && member.membership === "joined") return `@${member.handle}`;
  const words = i18n._(trustWords(member));
  const doubted = member.trust === "changed" || member.trust === "broken" || member.trust === "noIdentity";
  return <span className={doubted ? style.doubt : undefined}>{words}</span>;
}

function TrustIcon({ member }: { member: Member }) {
  const session = useWatched(useMatrix().session);
  switch (member.trust) {
    case "self":
      return session.state === "signedIn" && session.verified === true ? (
        <Seal className={style.sure} />
      ) : (
        <Shield className={style.open} />
      );
    case "verified":
      return <Seal className={style.sure} />;
    case "changed":
    case "broken":
      return <Warning className={style.warn} />;
    case "noIdentity":
      return <Prohibit className={style.warn} />;
    case "unverified":
      return <Shield className={style.open} />;
    case "unknown":
      return null;
  }
}
