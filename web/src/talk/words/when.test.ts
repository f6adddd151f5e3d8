import { describe, expect, it } from "vitest";
import { momentsIn } from "../../design/moments";
import { clockTime, dayName, daysBetween, fileSize, list, listTime } from "./when";

const now = new Date(2026, 10, 25, 17, 42).getTime();
const on = (month: number, day: number, hour = 9, year = 2026) => new Date(year, month - 1, day, hour, 5).getTime();

describe("beside a chat", () => {
  it.each([
    [on(11, 25), "09:05", "09:05"],
    [on(11, 24, 23), "Yesterday", "昨天"],
    [on(11, 23), "Mon", "周一"],
    [on(11, 18), "18 Nov", "11月18日"],
    [on(12, 31, 9, 2025), "31 Dec 2025", "2025年12月31日"],
  ])("%d", (time, english, chinese) => {
    expect(listTime(time, now, "en")).toBe(english);
    expect(listTime(time, now, "zh")).toBe(chinese);
  });

  it("what another clock dates into the future has its time", () => {
    expect(listTime(on(11, 26), now, "en")).toBe("09:05");
  });
});

describe("above a day", () => {
  it.each([
    [on(11, 25), "Today", "今天"],
    [on(11, 24), "Yesterday", "昨天"],
    [on(11, 22), "Sunday", "星期日"],
    [on(11, 2), "Monday 2 November", "11月2日星期一"],
  ])("%d", (time, english, chinese) => {
    expect(dayName(time, now, "en")).toBe(english);
    expect(dayName(time, now, "zh")).toBe(chinese);
  });
});

it("midnight is 00", () => {
  expect(clockTime(new Date(2026, 10, 25, 0, 7).getTime(), "en")).toBe("00:07");
});

it("a short day is a day", () => {
  expect(daysBetween(on(3, 28, 23), on(3, 30, 0))).toBe(2);
});

it("sizes count in thousands", () => {
  expect(fileSize(0, "en")).toBe("0 bytes");
  expect(fileSize(1, "en")).toBe("1 byte");
  expect(fileSize(999_499, "en")).toBe("999 kB");
  expect(fileSize(1_400_000, "en")).toBe("1.4 MB");
  expect(fileSize(1_400_000, "zh")).toBe("1.4 MB");
});

it("names are joined as the language does", () => {
  expect(list(["A", "B", "C"], "en")).toBe("A, B and C");
  expect(list(["甲", "乙"], "zh")).toBe("甲和乙");
});

it("agrees with the moments that stand outside of talk, whichever English the browser speaks", () => {
  const at = new Date(2026, 10, 3, 9, 5).getTime();
  const later = new Date(2026, 10, 27).getTime();
  expect(momentsIn("en").date(at)).toBe("3 November 2026");
  expect(momentsIn("en").full(at)).toBe("3 Nov, 09:05");
  expect(dayName(at, later, "en")).toContain("3 November");
  expect(momentsIn("zh").date(at)).toBe("2026年11月3日");
  expect(dayName(at, later, "zh")).toContain("11月3日");
});
