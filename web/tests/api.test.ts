import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { DOCUMENT, TYPES, typesOf } from "../scripts/peopleTypes.ts";

test("the types of the house's own API are those of its document; `npm run api` makes them anew", async () => {
  expect(await readFile(TYPES, "utf8")).toBe(typesOf(JSON.parse(await readFile(DOCUMENT, "utf8"))));
});
