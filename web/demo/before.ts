// Loaded before matrix-js-sdk: what Node 20 lacks of what it calls, and no ear for what it has to say.
Promise.withResolvers ??= function withResolvers<T>() {
  let resolve!: (value: T | PromiseLike<T>) => void;
  let reject!: (reason?: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

// Its loggers take hold of these when they are made, each with a level of its own.
for (const level of ["trace", "debug", "info", "log", "warn", "error"] as const) console[level] = () => {};

/** Says a line to whoever started the program. */
export const tell = (line: string) => process.stdout.write(`${line}\n`);

/** Says what went wrong. */
export const complain = (line: string) => process.stderr.write(`${line}\n`);
