import { expect, test } from "vitest";
import { countUnread } from "./unread.ts";

const WORDS = { notifies: true, highlights: false };
const MENTION = { notifies: true, highlights: true };
const SILENT = { notifies: false, highlights: false };

test("what stands after the read mark is counted, whatever the server says", () => {
  expect(countUnread([WORDS, SILENT, MENTION, WORDS], true, { unread: 40, highlight: 7 })).toEqual({ unread: 3, highlight: 1 });
  expect(countUnread([], true, { unread: 40, highlight: 7 })).toEqual({ unread: 0, highlight: 0 });
});

test("where the read mark lies further back, the server's count stands, and the mentions that it cannot see are added", () => {
  expect(countUnread([WORDS, MENTION], false, { unread: 40, highlight: 0 })).toEqual({ unread: 40, highlight: 1 });
  expect(countUnread([WORDS, MENTION], false, { unread: 40, highlight: 3 })).toEqual({ unread: 40, highlight: 3 });
});
