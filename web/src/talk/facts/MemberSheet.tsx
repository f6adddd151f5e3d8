import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Seal from "~icons/ph/seal-check-fill";
import Shield from "~icons/ph/shield";
import Warning from "~icons/ph/shield-warning-fill";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../design/Sheet/Sheet";
import type { Member, RoomDetail, RoomSummary } from "../../matrix/model";
import { useMatrix, useNewest, useVerb } from "../../matrix/react";
import { BlockSheet } from "../blocking/BlockSheet";
import { addressOf } from "../place";
import style from "./MemberSheet.module.css";

interface MemberSheetProps {
  room: RoomSummary;
  detail: RoomDetail;
  member: Member;
  onClose: () => void;
}

/** One member: what is known of their keys, and what one can do. */
export function MemberSheet({ room, detail, member, onClose }: MemberSheetProps) {
  const [asking, setAsking] = useState<"remove" | "block" | "owner" | null>(null);
  const matrix = useMatrix();
  if (asking === "remove") return <RemoveSheet room={room} member={member} onClose={onClose} />;
  if (asking === "block") return <BlockSheet name={member.name} onBlock={() => matrix.block(member.userId)} onClose={onClose} />;
  if (asking === "owner") return <OwnerSheet room={room} member={member} onClose={onClose} />;
  const promotable = detail.may.makeOwner && room.kind !== "person" && member.role !== "owner" && member.membership === "joined";
  const removable = detail.may.remove && room.kind !== "person" && member.role !== "owner";
  return (
    <Sheet
      title={member.name}
      onClose={onClose}
      bottom={<MemberVerbs member={member} room={room} removable={removable} promotable={promotable} onAsk={setAsking} onClose={onClose} />}
    >
      <div className={style.who}>
        <Avatar of={member.avatar} size={96} />
        <p className={style.handle}>@{member.handle}</p>
      </div>
      {room.encrypted && <Trust member={member} />}
    </Sheet>
  );
}

interface MemberVerbsProps {
  room: RoomSummary;
  member: Member;
  removable: boolean;
  promotable: boolean;
  onAsk: (what: "remove" | "block" | "owner") => void;
  onClose: () => void;
}

function MemberVerbs({ room, member, removable, promotable, onAsk, onClose }: MemberVerbsProps) {
  const matrix = useMatrix();
  const check = useVerb(async () => {
    await matrix.startVerification(member.userId);
    onClose();
  });
  const accept = useVerb(() => matrix.acceptNewIdentity(member.userId));
  const talk = useVerb(async () => {
    const roomId = await matrix.createDirect(member.userId);
    onClose();
    location.hash = addressOf(roomId);
  });
  const problem = useNewest(check.problem, accept.problem, talk.problem);
  return (
    <>
      <ProblemLine problem={problem} />
      {(member.trust === "unverified" || member.trust === "changed" || member.trust === "broken") && (
        <Button busy={check.busy} onClick={() => void check.run()}>
          <Trans>Check in person</Trans>
        </Button>
      )}
      {member.trust === "changed" && (
        <Button kind="outline" busy={accept.busy} onClick={() => void accept.run()}>
          <Trans>Yes, it is still them</Trans>
        </Button>
      )}
      {room.kind !== "person" && (
        <Button kind="soft" busy={talk.busy} onClick={() => void talk.run()}>
          <Trans>Write to {{ name: member.name }}</Trans>
        </Button>
      )}
      {promotable && (
        <Button kind="outline" onClick={() => onAsk("owner")}>
          <Trans>Make an owner</Trans>
        </Button>
      )}
      {removable && (
        <Button kind="danger" onClick={() => onAsk("remove")}>
          {member.membership === "invited" ? <Trans>Take back the invitation</Trans> : <Trans>Remove from here</Trans>}
        </Button>
      )}
      <Button kind="danger" onClick={() => onAsk("block")}>
        <Trans>Block {{ name: member.name }}</Trans>
      </Button>
    </>
  );
}

function Trust({ member }: { member: Member }) {
  switch (member.trust) {
    case "verified":
      return (
        <LearnsLine icon={<Seal />}>
          <Trans>You have compared the small pictures. It is them, on every device they use.</Trans>
        </LearnsLine>
      );
    case "unverified":
      return (
        <LearnsLine icon={<Shield />}>
          <Trans>
            What you write is encrypted for them. To be sure that nobody stands between you, compare seven small pictures, side by side or
            on the phone.
          </Trans>
        </LearnsLine>
      );
    case "changed":
      return (
        <LearnsLine icon={<Warning />}>
          <Trans>They have new keys. That happens with a lost phone, or when somebody pretends to be them. Ask in another way.</Trans>
        </LearnsLine>
      );
    case "broken":
      return (
        <LearnsLine icon={<Warning />}>
          <Trans>
            You have compared the small pictures, and they have other keys now. That happens with a lost phone, or when somebody pretends to
            be them. Compare again.
          </Trans>
        </LearnsLine>
      );
    case "noIdentity":
      return (
        <LearnsLine icon={<Warning />}>
          <Trans>They have not finished signing up and have no keys yet. What you write now may stay unreadable for them.</Trans>
        </LearnsLine>
      );
    case "self":
    case "unknown":
      return null;
  }
}

function OwnerSheet({ room, member, onClose }: { room: RoomSummary; member: Member; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const make = useVerb(async () => {
    await matrix.makeOwner(room.id, member.userId);
    onClose();
  });
  return (
    <Sheet
      title={t`Make ${{ name: member.name }} an owner?`}
      onClose={onClose}
      bottom={
        <>
          <Button busy={make.busy} onClick={() => void make.run()}>
            <Trans>Make an owner</Trans>
          </Button>
          <Button kind="outline" onClick={onClose}>
            <Trans>Do not</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          {{ name: member.name }} can then do here what you can: rename it, remove people, and make others owners. You cannot take that
          back.
        </Trans>
      </p>
      <ProblemLine problem={make.problem} />
    </Sheet>
  );
}

function RemoveSheet({ room, member, onClose }: { room: RoomSummary; member: Member; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const remove = useVerb(async () => {
    await matrix.removeMember(room.id, member.userId);
    onClose();
  });
  return (
    <Sheet
      title={t`Remove ${{ name: member.name }}?`}
      onClose={onClose}
      bottom={
        <>
          <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()}>
            <Trans>Remove</Trans>
          </Button>
          <Button kind="outline" onClick={onClose}>
            <Trans>Do not remove</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          {{ name: member.name }} reads nothing that is said from now on, and this conversation leaves their list. All see that you did it.
        </Trans>
      </p>
      <ProblemLine problem={remove.problem} />
    </Sheet>
  );
}
