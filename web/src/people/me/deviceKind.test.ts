import { expect, test } from "vitest";
import { deviceKind } from "./deviceKind";

test("a device is what its name says, whether an app or a person gave it", () => {
  const kinds = {
    "Chrome, Android": "phone",
    "Safari, iPhone": "phone",
    我的手机: "phone",
    "Safari, iPad": "tablet",
    "Samsung tablet (Android)": "tablet",
    "Firefox, Linux": "computer",
    "Safari, Mac": "computer",
    "Element Desktop: Windows": "computer",
    "Laptop at home": "computer",
    客厅的电脑: "computer",
  } as const;
  for (const [name, kind] of Object.entries(kinds)) expect([name, deviceKind(name)]).toEqual([name, kind]);
});

test("of what is not said nothing is guessed", () => {
  for (const name of ["", "matrix-nio", "The library", "Firefox"]) expect([name, deviceKind(name)]).toEqual([name, "unknown"]);
});
