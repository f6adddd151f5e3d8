import { Trans, useLingui } from "@lingui/react/macro";
import type { FormEvent } from "react";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { useMatrix, useVerb } from "../../matrix/react";
import { addressOf } from "../place";
import style from "./FindField.module.css";
import type { Find } from "./useFind";

interface FindFieldProps {
  find: Find;
  label: string;
  /** What begins with # is a public channel, to be joined rather than found. */
  channels?: boolean;
}

/** A line for a handle, with the button that looks it up. */
export function FindField({ find, label, channels = false }: FindFieldProps) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const join = useVerb(async (address: string) => {
    const roomId = await matrix.join(address);
    // Back leads to where one came from, not to this form.
    location.replace(addressOf(roomId));
  });
  const typed = find.typed.trim();
  const channel = channels && typed.startsWith("#");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void (channel ? join.run(typed) : find.verb.run());
  };
  const noChannel = channel && join.problem?.code === "notFound";
  const wrong =
    find.found?.state === "nobody"
      ? t`Nobody here has the handle @${{ handle: find.found.handle }}. Is every letter right?`
      : noChannel
        ? t`There is no channel with this address. Is every letter right?`
        : null;
  return (
    <form className={style.find} onSubmit={submit} noValidate>
      <Field
        label={channel ? t`Channel` : label}
        value={find.typed}
        onValue={(text) => {
          join.clear();
          find.type(text);
        }}
        code
        enterKeyHint="search"
        autoComplete="off"
        {...(channel || typed.startsWith("@") ? {} : { before: "@" })}
        {...(channels ? { note: t`A public channel is joined by its address, which begins with #.` } : {})}
        {...(wrong ? { wrong } : {})}
      />
      <Button type="submit" kind="soft" busy={find.verb.busy || join.busy} disabled={typed.length < (channel ? 2 : 1)}>
        {channel ? <Trans>Join this channel</Trans> : <Trans>Find</Trans>}
      </Button>
      <ProblemLine problem={channel ? (noChannel ? null : join.problem) : find.verb.problem} />
    </form>
  );
}
