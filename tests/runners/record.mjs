// Keeps the results of all runners in one file, a line per test, and adds them up.
//   record.mjs check NAME MS passed|failed
//   record.mjs ctrf|vitest|lines SUITE FILE EXIT   what a runner wrote; EXIT is its exit code
//   record.mjs summary                             prints failures, the slowest, and "N passed, N failed"
import { appendFileSync, existsSync, readFileSync } from "node:fs";

const SLOWEST = 10;
const results = process.env.TEAHOUSE_RESULTS;
const [what, ...rest] = process.argv.slice(2);

const readers = {
  /** xUnit's report, https://ctrf.io. */
  ctrf: (text) => JSON.parse(text).results.tests.map((test) => ({ name: test.name, ms: test.duration, state: test.status })),
  vitest: (text) =>
    JSON.parse(text).testResults.flatMap((file) => [
      ...file.assertionResults.map((test) => ({ name: test.fullName, ms: test.duration ?? 0, state: test.status })),
      ...(file.status === "failed" && file.assertionResults.length === 0 ? [{ name: `${file.name} could not be run`, ms: 0, state: "failed" }] : []),
    ]),
  lines,
};

if (what === "check") {
  const [name, ms, state] = rest;
  keep("check", [{ name, ms: Number(ms), state }]);
} else if (what === "summary") {
  summary();
} else {
  const [suite, file, exit] = rest;
  keep(suite, told(readers[what], file, Number(exit)));
}

/** A runner that failed and names no failed test crashed; one that names no test at all ran none. Both are a failure. */
function told(read, file, exit) {
  const tests = existsSync(file) ? read(readFileSync(file, "utf8")) : [];
  if (tests.length === 0) return [{ name: "the runner ran no test", ms: 0, state: "failed" }];
  if (exit !== 0 && !tests.some((test) => test.state === "failed")) return [...tests, { name: `the runner ended with ${exit}`, ms: 0, state: "failed" }];
  return tests;
}

function lines(text) {
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

function keep(suite, tests) {
  appendFileSync(results, tests.map((test) => `${JSON.stringify({ suite, ...test })}\n`).join(""));
}

function summary() {
  const tests = existsSync(results) ? lines(readFileSync(results, "utf8")) : [];
  const of = (state) => tests.filter((test) => test.state === state);
  const title = ({ suite, name }) => (suite === "check" ? name : `${suite}: ${name}`);
  console.log(`\nThe ${SLOWEST} slowest:`);
  for (const test of [...tests].sort((a, b) => b.ms - a.ms).slice(0, SLOWEST)) console.log(`${(test.ms / 1000).toFixed(1).padStart(7)} s  ${title(test)}`);
  for (const test of tests.filter((one) => !["passed", "failed"].includes(one.state))) console.log(`Not run: ${title(test)}`);
  for (const test of of("failed")) console.log(`Failed: ${title(test)}`);
  const failed = of("failed").length || (tests.length === 0 ? 1 : 0);
  console.log(`${of("passed").length} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
