import { useLingui } from "@lingui/react/macro";
import Check from "~icons/ph/check";
import { useSentence } from "../../design/ErrorLine/sentences";
import { Field } from "../../design/Field/Field";
import { HANDLE_CHARS_MAX } from "../../matrix/limits";
import type { HandleCheck } from "./useHandleCheck";

interface HandleFieldProps {
  value: string;
  onValue: (handle: string) => void;
  check: HandleCheck;
}

/** Where a newcomer types a handle, and hears at once whether it is free. */
export function HandleField({ value, onValue, check }: HandleFieldProps) {
  const { t } = useLingui();
  const sentence = useSentence();
  return (
    <Field
      label={t`Your handle`}
      name="username"
      autoComplete="username"
      enterKeyHint="go"
      code
      maxLength={HANDLE_CHARS_MAX}
      before="@"
      value={value}
      onValue={(typed) => onValue(typed.trim().replace(/^@/, "").toLowerCase())}
      after={
        check.state === "free" ? (
          <>
            <Check />
            {t`free to take`}
          </>
        ) : null
      }
      wrong={
        check.state === "unanswered" ? sentence(check) : check.state === "problem" ? sentence({ ...check, retryAfterMs: null }) : undefined
      }
    />
  );
}
