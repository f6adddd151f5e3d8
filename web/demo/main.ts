// `node town.js ADDRESS OUTPUT`
import { complain } from "./before.ts";
import { makeTown } from "./town.ts";

const [address, output] = process.argv.slice(2);
if (!address || !output) {
  complain("node town.js ADDRESS OUTPUT");
  process.exit(2);
}
makeTown(address, output).then(
  () => process.exit(0),
  (error) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
