import { expect, test } from "vitest";
import { codeIn } from "./read";

const PAYLOAD = "hQVDUFYwMWE2TwnwVEVBSE9VU0VQCFRlYWhvdXNlWgl5AAAAAAAgh4FjFJ8QAQGfJgh4pycK1hz2aZ82AncP";

test.each([
  ["790 000 000 000 208 781", "790000000000208781"],
  ["７９０-000-000-000-208-781", "790000000000208781"],
  [` ${PAYLOAD}\n`, PAYLOAD],
])("%j is a code", (text, code) => {
  expect(codeIn(text)).toBe(code);
});

test.each(["790000000000208782", "130000000000208781", "79000000000020878", "https://teahouse.example/", "hQVDUFY", ""])(
  "%j is none",
  (text) => {
    expect(codeIn(text)).toBeNull();
  },
);
