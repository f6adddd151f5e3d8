import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { LastLine, MembershipChange, NoticeItem, RoomKind } from "../../matrix/model";
import { membershipSentence, noticeSentence } from "./membership";

/** What stands under a chat's name: in a group with the speaker before it. */
export function lastLineWords(line: LastLine, kind: RoomKind, me: string, i18n: I18n): string {
  const words = saidWords(line);
  if (words === null) return i18n._(happenedWords(line, me));
  const said = typeof words === "string" ? words : i18n._(words);
  if (line.own || kind === "person") return said;
  return i18n._(msg`${{ name: line.sender.name }}: ${{ said }}`);
}

function saidWords(line: LastLine): string | MessageDescriptor | null {
  switch (line.kind) {
    case "text":
      return line.text;
    case "money":
      return msg`[Money]`;
    case "picture":
      return line.text ? msg`Picture: ${{ caption: line.text }}` : msg`Picture`;
    case "file":
      return line.text || msg`File`;
    case "deleted":
      return msg`Deleted`;
    case "unreadable":
      return msg`Cannot be read on this device`;
    case "unknown":
      return line.text || msg`Something this app cannot show`;
    case "membership":
    case "notice":
      return null;
  }
}

function happenedWords(line: LastLine, me: string): MessageDescriptor {
  if (line.kind === "notice") return noticeSentence({ ...line, what: line.what as NoticeItem["what"] }, me);
  const whom = line.whom ?? line.sender;
  return membershipSentence({
    what: line.what as MembershipChange,
    before: "",
    sender: line.sender.name,
    whom: whom.name,
    own: line.own,
    toMe: whom.userId === me,
  });
}
