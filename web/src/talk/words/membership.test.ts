import { i18n } from "@lingui/core";
import { beforeAll, expect, it } from "vitest";
import type { MembershipItem, NoticeItem } from "../../matrix/model";
import { noticeSentence, severalSentence } from "./membership";

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

const invited = (...names: string[]) =>
  names.map((name) => ({
    what: "invited",
    own: false,
    sender: { name: "Maple" },
    whom: { userId: `@${name}`, name },
  })) as unknown as MembershipItem[];
const said = (items: readonly MembershipItem[]) => {
  const sentence = severalSentence(items, "@Lin", i18n);
  return sentence && i18n._(sentence);
};

it("calls the reader by no name among those who were invited, and names them first", () => {
  expect(said(invited("Wei", "Bo"))).toBe("Maple invited Wei and Bo");
  expect(said(invited("Wei", "Lin"))).toBe("Maple invited you and Wei");
  expect(said(invited("Wei", "Bo", "Ann", "Lin"))).toBe("Maple invited you, Wei and 2 others");
});

it("says who made whom an owner", () => {
  const owner = (own: boolean, whom: string) => {
    const made = { what: "owner", text: "", own, sender: { name: "Maple" }, whom: { userId: `@${whom}`, name: whom } };
    return i18n._(noticeSentence(made as unknown as NoticeItem, "@Lin"));
  };
  expect(owner(true, "Wei")).toBe("You made Wei an owner");
  expect(owner(false, "Lin")).toBe("Maple made you an owner");
  expect(owner(false, "Wei")).toBe("Maple made Wei an owner");
});
