import { expect, test } from "vitest";
import type { Device } from "../model.ts";
import { judgeDevices } from "./newDevices.ts";

const phone: Device = { id: "PHONE", name: "Phone", self: true, verified: true, lastSeen: null };
const laptop: Device = { id: "LAPTOP", name: "Laptop", self: false, verified: false, lastSeen: null };
const tablet: Device = { id: "TABLET", name: "Tablet", self: false, verified: null, lastSeen: null };
const ids = (devices: readonly Device[]) => devices.map(({ id }) => id);

test("nobody is asked about devices that were there at sign-in", () => {
  expect(judgeDevices([phone, laptop, tablet], undefined)).toEqual({ asked: [], known: ["PHONE", "LAPTOP", "TABLET"] });
});

test("whoever comes later is asked about, until they are confirmed or answered for", () => {
  const { asked, known } = judgeDevices([phone, laptop, tablet], ["PHONE", "LAPTOP"]);
  expect([ids(asked), known]).toEqual([["TABLET"], ["PHONE", "LAPTOP"]]);
  expect(judgeDevices([phone, { ...tablet, verified: true }], known)).toEqual({ asked: [], known: ["PHONE", "TABLET"] });
  expect(judgeDevices([phone, tablet], [...known, "TABLET"]).asked).toEqual([]);
});

test("a device that is signed out is forgotten, so that one of the same name is asked about again", () => {
  const { known } = judgeDevices([phone], ["PHONE", "LAPTOP"]);
  expect(ids(judgeDevices([phone, laptop], known).asked)).toEqual(["LAPTOP"]);
});
