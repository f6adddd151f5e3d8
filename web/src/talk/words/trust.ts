import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Member } from "../../matrix/model";

/** The second line of a member: what is known of their keys, in the words of people. */
export function trustWords(member: Pick<Member, "trust" | "membership">): MessageDescriptor {
  if (member.membership === "invited") return msg`invited`;
  switch (member.trust) {
    case "self":
      return msg`your own devices`;
    case "verified":
      return msg`checked in person`;
    case "unverified":
      return msg`not checked yet`;
    case "changed":
      return msg`has new keys`;
    case "broken":
      return msg`has other keys than you compared`;
    case "noIdentity":
      return msg`cannot read this yet`;
    case "unknown":
      return msg`asking …`;
  }
}

export function roleWords(role: Member["role"]): MessageDescriptor | null {
  switch (role) {
    case "owner":
      return msg`Owner`;
    case "moderator":
      return msg`Moderator`;
    case "member":
      return null;
  }
}
