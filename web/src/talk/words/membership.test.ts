import { i18n } from "@lingui/core";
import { beforeAll, expect, it } from "vitest";
import type { MembershipItem } from "../../matrix/model";
import { severalSentence } from "./membership";

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
