import type { Person, SignedIn } from "../../src/matrix/model";
import { NOW } from "./now";

/** Invented people, for every scene. */
export const person = (handle: string, name = handle): Person => ({
  userId: `@${handle}:teahouse.example`,
  handle,
  name,
  avatar: { picture: null, seed: `@${handle}:teahouse.example` },
});

export const wei = person("wei", "Wei 阿伟");
export const mother = person("huilan", "妈妈");
export const yun = person("yun", "Yun 云");
export const longName = person(
  "bartholomew.featherstonehaugh-of-the-long-valley",
  "Bartholomew Featherstonehaugh-Cholmondeley of the Long Valley, 住在很长很长的山谷里的老巴",
);

/** Lin, who travels; everything is in order. */
export const lin: SignedIn = {
  state: "signedIn",
  userId: "@lin:teahouse.example",
  handle: "lin",
  serverName: "teahouse.example",
  deviceId: "LINPHONE",
  displayName: "Lin 小林",
  avatar: { picture: null, seed: "@lin:teahouse.example" },
  verified: true,
  recoverySet: true,
  next: "done",
  renewedElsewhere: false,
  letIn: false,
  suspended: false,
  freshness: "live",
  offline: false,
};

/** The same person with the longest name that a house may meet. */
export const longLin: SignedIn = {
  ...lin,
  handle: longName.handle,
  userId: longName.userId,
  displayName: longName.name,
  serverName: "a-very-long-name-of-a-house.in-the-old-town.teahouse.example",
};

export const minutesAgo = (minutes: number): number => NOW - minutes * 60_000;
export const daysAgo = (days: number): number => NOW - days * 86_400_000;
