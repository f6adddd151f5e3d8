// `node town.js ADDRESS OUTPUT` makes the demo town; `node town.js story [ADDRESS]` plays the scene on the platform.
import { fileURLToPath } from "node:url";
import { complain } from "./before.ts";
import { freshHouse } from "./story/freshHouse.ts";
import { tellTheStory } from "./story/story.ts";
import { makeTown } from "./town.ts";

/** The built server, beside whose folder this program lies. */
const PROGRAM = fileURLToPath(new URL("../teahouse", import.meta.url));

async function run([first, second]: readonly string[]): Promise<number> {
  if (first === "story") return second === undefined ? inFreshHouse() : tellTheStory(second.replace(/\/$/u, ""));
  if (!first || !second) {
    complain("node town.js ADDRESS OUTPUT");
    return 2;
  }
  await makeTown(first, second);
  return 0;
}

async function inFreshHouse(): Promise<number> {
  const house = await freshHouse(PROGRAM);
  try {
    return await tellTheStory(house.address);
  } finally {
    await house.close();
  }
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
