import { I18nProvider, type TransProps } from "@lingui/react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { spoken } from "./spoken";
import { Trans } from "./Trans";

/** Names as somebody may have who tries how far they come with one. */
const NAMES = ["<b>K</b>", "<0/>", "<0>K</0>", "</0>", "{x}", "{name}", "'", "''{name}'", "#", "\\u0041\\x41\\", "a & b", "$&", "%s"];

const SENTENCES = {
  alone: ["{name}", (name: string) => name],
  between: ["Block {name}?", (name: string) => `Block ${name}?`],
  twice: ["{name} invited {name}", (name: string) => `${name} invited ${name}`],
  plural: ["{count, plural, one {# by {name}} other {# others by {name}}}", (name: string) => `2 others by ${name}`],
  quoted: ["It’s '{'{name}'}'", (name: string) => `It’s {${name}}`],
} as const;

const ELEMENTS = {
  around: ["<0>{name}</0> left", (name: string) => `${name} left`],
  before: ["<0>Wei</0> invited {name}", (name: string) => `Wei invited ${name}`],
} as const;

let faults: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  faults = vi.spyOn(console, "error");
  spoken.loadAndActivate({ locale: "en", messages: {} });
});

afterEach(() => {
  expect(faults.mock.calls).toEqual([]);
  faults.mockRestore();
});

const say = (message: string, name: string) => spoken._("", { name, count: 2 }, { message });

/** The letters on the screen. */
function shown(props: Pick<TransProps, "message" | "values" | "components">): string {
  const html = renderToStaticMarkup(
    <I18nProvider i18n={spoken}>
      <Trans id="" {...props} />
    </I18nProvider>,
  );
  const letters: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
  return html.replace(/<\/?strong>/gu, "").replace(/&(lt|gt|quot|#x27|amp);/gu, (sign) => letters[sign] ?? sign);
}

test.each(Object.entries({ ...SENTENCES, ...ELEMENTS }))(
  "Any name is shown letter by letter in a sentence (%s)",
  (_, [message, expected]) => {
    for (const name of NAMES) expect(shown({ message, values: { name, count: 2 }, components: { 0: <strong /> } })).toBe(expected(name));
  },
);

test.each(Object.entries(SENTENCES))("and so in words without elements (%s)", (_, [message, expected]) => {
  for (const name of NAMES) {
    expect(say(message, name)).toBe(expected(name));
    expect(spoken._({ id: "", message, values: { name, count: 2 } })).toBe(expected(name));
  }
});

test("A name turns nothing around it", () => {
  const message = "{name} is called {count} now";
  expect(say(message, "a\u202eb\u2067c")).toBe("abc is called 2 now");
  expect(shown({ message, values: { name: "a\u202eb", count: 2 } })).toBe("ab is called 2 now");
  for (const name of ["وي", "א\u202e"]) {
    expect(say(message, name)).toBe(`\u2068${name.replace("\u202e", "")}\u2069 is called 2 now`);
    expect(shown({ message, values: { name, count: 2 } })).toBe(`\u2068${name.replace("\u202e", "")}\u2069 is called 2 now`);
  }
});

test("A name that ends with a full stop brings no second one", () => {
  for (const said of [
    (message: string, name: string) => say(message, name),
    (message: string, name: string) => shown({ message, values: { name } }),
  ]) {
    expect(said("You blocked {name}. They hear nothing.", "Nora K.")).toBe("You blocked Nora K. They hear nothing.");
    expect(said("You blocked {name}.", "Nora K")).toBe("You blocked Nora K.");
    expect(said("You block {name}?", "Nora K.")).toBe("You block Nora K.?");
    expect(said("{name} 走了。", "Nora K.")).toBe("Nora K. 走了。");
    expect(said("拉黑了 {name}。", "某人。")).toBe("拉黑了 某人。");
  }
});
