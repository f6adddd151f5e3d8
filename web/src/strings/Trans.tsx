import { Trans as LinguiTrans, type TransProps } from "@lingui/react";
import { Fragment } from "react";
import { apart, endOf } from "./values";

/**
 * What the macros make of `Trans`. Lingui looks for its elements in the whole sentence, and would find `<b>` in a name too: so whatever
 * somebody wrote is an element of its own.
 */
export function Trans({ values, components, ...rest }: TransProps) {
  const elements = { ...components };
  const given: Record<string, unknown> = { ...values };
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== "string") continue;
    const index = Object.keys(elements).length;
    elements[index] = <Fragment key={name}>{apart(value)}</Fragment>;
    given[name] = `<${index}/>${endOf(value)}`;
  }
  return <LinguiTrans {...rest} values={given} components={elements} />;
}
