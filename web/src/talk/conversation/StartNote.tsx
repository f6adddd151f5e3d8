import { useLingui } from "@lingui/react/macro";
import Eye from "~icons/ph/eye";
import Lock from "~icons/ph/lock-simple-fill";
import { lockLine, type Readers, whoElse } from "../words/lock";
import style from "./StartNote.module.css";

/** Above the first message of all: who can read what is said here. */
export function StartNote({ readers }: { readers: Readers }) {
  const { i18n } = useLingui();
  if (readers.circle !== "members") {
    return (
      <p className={`${style.note} ${style.open}`}>
        <Eye />
        <span>{i18n._(whoElse(readers))}</span>
      </p>
    );
  }
  return (
    <p className={style.note}>
      <Lock />
      <span>
        <strong>{i18n._(lockLine(readers))}</strong>
        <br />
        {i18n._(whoElse(readers))}
      </span>
    </p>
  );
}
