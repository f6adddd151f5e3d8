import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Eye from "~icons/ph/eye";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import type { Member, RoomSummary } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import { FindField } from "../start/FindField";
import { useFind } from "../start/useFind";

interface InviteSheetProps {
  room: RoomSummary;
  members: readonly Member[];
  onClose: () => void;
}

/** Asks somebody into a group, by handle. */
export function InviteSheet({ room, members, onClose }: InviteSheetProps) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const find = useFind();
  const [invited, setInvited] = useState<string | null>(null);
  const invite = useVerb(async (userId: string, name: string) => {
    await matrix.invite(room.id, userId);
    setInvited(name);
    find.type("");
  });
  const person = find.found?.state === "found" ? find.found.person : null;
  const member = person && members.find(({ userId }) => userId === person.userId);
  return (
    <Sheet title={t`Invite somebody`} onClose={onClose}>
      <FindField find={find} label={t`Handle`} />
      {person && (
        <Rows>
          <Row
            leading={<Avatar of={person.avatar} size={44} />}
            title={person.name}
            second={member ? <Already member={member} /> : `@${person.handle}`}
            {...(member
              ? {}
              : {
                  action: (
                    <Button size="small" busy={invite.busy} onClick={() => void invite.run(person.userId, person.name)}>
                      <Trans>Invite</Trans>
                    </Button>
                  ),
                })}
          />
        </Rows>
      )}
      <ProblemLine problem={invite.problem} />
      {invited && !person && (
        <p role="status">
          <Trans>{{ name: invited }} is invited.</Trans>
        </p>
      )}
      <LearnsLine icon={<Eye />}>
        <Trans>They see the name of the group and who is in it.</Trans>
      </LearnsLine>
    </Sheet>
  );
}

function Already({ member }: { member: Member }) {
  return member.membership === "invited" ? <Trans>is invited already</Trans> : <Trans>is in it already</Trans>;
}
