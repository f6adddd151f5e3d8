import { expect, it } from "vitest";
import { addressOf, placeOf } from "./place";

it("an address leads where it came from, whatever is in the id", () => {
  for (const roomId of ["!a:house.example", "!a/b:house:8448", "!hash_-"]) {
    const location = addressOf(roomId).slice(1);
    expect(placeOf(location)).toEqual({ kind: "conversation", roomId, card: null });
    // Routers decode what is not reserved.
    expect(placeOf(decodeURI(location))).toEqual({ kind: "conversation", roomId, card: null });
    expect(placeOf(`${location}/facts`)).toEqual({ kind: "facts", roomId });
    expect(placeOf(`${location}/card/x`)).toEqual({ kind: "conversation", roomId, card: "x" });
  }
});

it("knows the places that are no room", () => {
  expect(placeOf("/chats")).toEqual({ kind: "list" });
  expect(placeOf("/chats/")).toEqual({ kind: "list" });
  expect(placeOf("/chats/new")).toEqual({ kind: "newChat" });
  expect(placeOf("/chats/new/group")).toEqual({ kind: "newGroup" });
  expect(placeOf("/chats/%E0%A4")).toEqual({ kind: "conversation", roomId: "%E0%A4", card: null });
});
