import { I18n, type MessageDescriptor, type MessageOptions } from "@lingui/core";
import { fromLingui, toLingui } from "./values";

type Values = Record<string, unknown>;

/** Lingui, for values that strangers have written: names come out as they were written, and change nothing around them. */
class Spoken extends I18n {
  override _(said: MessageDescriptor | string, values?: Values, options?: MessageOptions): string {
    if (typeof said === "string") return fromLingui(super._(said, guarded(values), options));
    return fromLingui(super._({ ...said, values: guarded(said.values ?? values) }));
  }
}

function guarded(values: Values | undefined): Values {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, toLingui(value)]));
}

/** What the app's sentences are said with. */
export const spoken = new Spoken({});
