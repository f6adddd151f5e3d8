import { readFileSync } from "node:fs";

/** Entries of a PO file without a translation. */
export function untranslated(file: string): string[] {
  const entries = readFileSync(file, "utf8").split(/\n\n/).slice(1);
  return entries
    .filter((entry) => /^msgstr ""$(?!\n")/m.test(entry))
    .map((entry) => `not translated: ${/^msgid (.*(?:\n".*)*)/m.exec(entry)?.[1]}`);
}
