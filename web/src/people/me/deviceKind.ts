/** What a device is, as far as its name tells: apps name it after browser and system, people after the thing. */
export type DeviceKind = "phone" | "tablet" | "computer" | "unknown";

const NAMES: readonly (readonly [DeviceKind, RegExp])[] = [
  ["tablet", /ipad|tablet|平板/iu],
  ["phone", /iphone|android|phone|mobile|手机/iu],
  ["computer", /windows|mac\b|macos|macbook|linux|laptop|desktop|computer|\bpc\b|电脑|笔记本|台式/iu],
];

export function deviceKind(name: string): DeviceKind {
  return NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? "unknown";
}
