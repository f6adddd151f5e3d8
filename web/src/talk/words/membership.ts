import type { I18n, MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { MembershipItem, NoticeItem } from "../../matrix/model";
import { list } from "./when";

/** Who did it and to whom: all that a membership sentence needs. */
export type Happening = Pick<MembershipItem, "what" | "before"> & {
  readonly sender: string;
  readonly whom: string;
  /** The reader did it, or it happened to the reader. */
  readonly own: boolean;
  readonly toMe: boolean;
};

export function happening(item: MembershipItem, me: string): Happening {
  const { what, before, sender, whom, own } = item;
  return { what, before, sender: sender.name, whom: whom.name, own, toMe: whom.userId === me };
}

/** *Wei joined*, *You removed Bo*, ... */
export function membershipSentence(h: Happening): MessageDescriptor {
  if (h.own) return h.toMe ? iDidToMe(h) : iDid(h.what, h.whom);
  return h.toMe ? toMe(h.what, h.sender) : others(h);
}

/** Several people to whom the same happened: *Anna, Bo and 3 others joined*. */
export function severalSentence(items: readonly MembershipItem[], me: string, i18n: I18n): MessageDescriptor | null {
  const first = items[0];
  if (!first) return null;
  // Whoever reads it comes first, lest they be among the others.
  const mine = items
    .filter((item) => item.whom.userId === me)
    .map(() => i18n._(msg({ message: "you", comment: "Whom somebody invited: you and Wei" })));
  const everybody = [...mine, ...items.filter((item) => item.whom.userId !== me).map((item) => item.whom.name)];
  const shown = everybody.length <= 3 ? everybody.length : 2;
  const more = everybody.length - shown;
  const rest = more > 0 ? [i18n._(msg`${plural(more, { one: "# other", other: "# others" })}`)] : [];
  const names = list([...everybody.slice(0, shown), ...rest], i18n.locale);
  if (first.what === "joined") return msg`${{ names }} joined`;
  if (first.what === "left") return msg`${{ names }} left`;
  return first.own ? msg`You invited ${{ names }}` : msg`${{ name: first.sender.name }} invited ${{ names }}`;
}

function iDidToMe({ what, whom }: Happening): MessageDescriptor {
  switch (what) {
    case "joined":
      return msg`You joined`;
    case "left":
      return msg`You left`;
    case "declined":
      return msg`You declined the invitation`;
    case "renamed":
      return msg`You are called ${{ name: whom }} now`;
    case "newPicture":
      return msg`You have a new picture`;
    default:
      return iDid(what, whom);
  }
}

function iDid(what: MembershipItem["what"], name: string): MessageDescriptor {
  switch (what) {
    case "invited":
      return msg`You invited ${{ name }}`;
    case "withdrawn":
      return msg`You took back the invitation to ${{ name }}`;
    case "removed":
      return msg`You removed ${{ name }}`;
    case "banned":
      return msg`You shut ${{ name }} out`;
    case "unbanned":
      return msg`You let ${{ name }} in again`;
    default:
      return alone(what, name);
  }
}

function toMe(what: MembershipItem["what"], name: string): MessageDescriptor {
  switch (what) {
    case "invited":
      return msg`${{ name }} invited you`;
    case "withdrawn":
      return msg`${{ name }} took back your invitation`;
    case "removed":
      return msg`${{ name }} removed you`;
    case "banned":
      return msg`${{ name }} shut you out`;
    default:
      return msg`${{ name }} let you in again`;
  }
}

function others({ what, sender, whom, before }: Happening): MessageDescriptor {
  const names = { sender, whom };
  switch (what) {
    case "invited":
      return msg`${{ sender: names.sender }} invited ${{ whom: names.whom }}`;
    case "withdrawn":
      return msg`${{ sender: names.sender }} took back the invitation to ${{ whom: names.whom }}`;
    case "removed":
      return msg`${{ sender: names.sender }} removed ${{ whom: names.whom }}`;
    case "banned":
      return msg`${{ sender: names.sender }} shut ${{ whom: names.whom }} out`;
    case "unbanned":
      return msg`${{ sender: names.sender }} let ${{ whom: names.whom }} in again`;
    case "renamed":
      return before ? msg`${{ before }} is called ${{ name: whom }} now` : alone(what, whom);
    default:
      return alone(what, whom);
  }
}

function alone(what: MembershipItem["what"], name: string): MessageDescriptor {
  switch (what) {
    case "joined":
      return msg`${{ name }} joined`;
    case "left":
      return msg`${{ name }} left`;
    case "declined":
      return msg`${{ name }} declined the invitation`;
    case "newPicture":
      return msg`${{ name }} has a new picture`;
    default:
      return msg`${{ name }} has a new name`;
  }
}

/** What somebody changed about the room. */
export function noticeSentence(item: Pick<NoticeItem, "what" | "text" | "sender" | "own" | "whom">, me: string): MessageDescriptor {
  if (item.what === "owner" && item.whom) return newOwner(item.sender.name, item.own, item.whom.name, item.whom.userId === me);
  return item.own ? myChange(item.what, item.text) : theirChange(item.what, item.sender.name, item.text);
}

function newOwner(sender: string, own: boolean, whom: string, toMe: boolean): MessageDescriptor {
  if (own) return msg`You made ${{ name: whom }} an owner`;
  return toMe ? msg`${{ name: sender }} made you an owner` : msg`${{ sender }} made ${{ whom }} an owner`;
}

function myChange(what: NoticeItem["what"], text: string): MessageDescriptor {
  switch (what) {
    case "created":
      return msg`You started this conversation`;
    case "named":
      return text ? msg`You named it “${{ text }}”` : msg`You took the name away`;
    case "topic":
      return text ? msg`You wrote what it is about: ${{ text }}` : msg`You took away what it is about`;
    case "picture":
      return msg`You changed the picture`;
    case "encrypted":
      return msg`From here on only those in this room can read`;
    case "history":
      return msg`You changed who can read what was said before`;
    case "rules":
      return msg`You changed who may join`;
    case "powers":
    case "owner":
      return msg`You changed who may do what`;
    case "asked":
      return msg`You asked to compare the small pictures`;
    case "differed":
      return msg`You asked to compare the small pictures. They differed`;
    case "inVain":
      return msg`You asked to compare the small pictures. Nothing came of it`;
    case "compared":
      return msg`You compared the small pictures`;
  }
}

function theirChange(what: NoticeItem["what"], name: string, text: string): MessageDescriptor {
  switch (what) {
    case "created":
      return msg`${{ name }} started this conversation`;
    case "named":
      return text ? msg`${{ name }} named it ${{ text }}` : msg`${{ name }} took the name away`;
    case "topic":
      return text ? msg`${{ name }} wrote what it is about: ${{ text }}` : msg`${{ name }} took away what it is about`;
    case "picture":
      return msg`${{ name }} changed the picture`;
    case "encrypted":
      return msg`From here on only those in this room can read`;
    case "history":
      return msg`${{ name }} changed who can read what was said before`;
    case "rules":
      return msg`${{ name }} changed who may join`;
    case "powers":
    case "owner":
      return msg`${{ name }} changed who may do what`;
    case "differed":
      return msg`${{ name }} asked to compare the small pictures. They differed`;
    case "inVain":
      return msg`${{ name }} asked to compare the small pictures. Nothing came of it`;
    case "asked":
    case "compared":
      return msg`${{ name }} asked to compare the small pictures`;
  }
}
