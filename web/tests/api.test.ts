import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { APIS, pathOf, written } from "../scripts/apiTypes.ts";

test.each(APIS)("the types of the $name API are those of its document; `npm run api` makes them anew", async (api) => {
  expect(await readFile(pathOf(api.types), "utf8")).toBe(await written(api));
});
