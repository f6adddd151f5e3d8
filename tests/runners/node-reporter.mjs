// A reporter for node --test: a line of JSON per test, for record.mjs.
export default async function* lines(events) {
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    const isFile = data.nesting === 0 && data.name.endsWith(".mjs");
    if (data.details?.type === "suite" || (isFile && type === "test:pass")) continue;
    const state = type === "test:fail" ? "failed" : data.skip !== undefined || data.todo !== undefined ? "skipped" : "passed";
    yield `${JSON.stringify({ name: data.name, ms: data.details?.duration_ms ?? 0, state })}\n`;
  }
}
