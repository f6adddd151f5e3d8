import { useLingui } from "@lingui/react/macro";
import { Field } from "../../design/Field/Field";
import { inGroups } from "../code/groups";

interface CodeFieldProps {
  value: string;
  onValue: (code: string) => void;
  autoFocus?: boolean;
}

/**
 * Where the whole recovery code is typed: all of it is in sight, in groups as on paper. It belongs to
 * the door, whose words are there before somebody is signed in.
 */
export function CodeField({ value, onValue, autoFocus = false }: CodeFieldProps) {
  const { t } = useLingui();
  // Only what is added at the end is set in groups: in the middle the cursor would jump.
  const typed = (next: string) => onValue(next.startsWith(value) || value === "" || value.startsWith(next) ? inGroups(next) : next);
  return (
    <Field
      label={t`Recovery code`}
      name="recovery-code"
      autoComplete="off"
      enterKeyHint="go"
      code
      lines={3}
      autoFocus={autoFocus}
      value={value}
      onValue={typed}
      note={t`Groups of four letters and digits. Spaces do not matter, capitals do.`}
    />
  );
}
