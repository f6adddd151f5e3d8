import { useLingui } from "@lingui/react/macro";
import type { RoomDetail } from "../../matrix/model";
import { historyLine, type Readers, whoElse } from "../words/lock";
import style from "./WhoElse.module.css";

/** Who else can read it, and what those who come later see. */
export function WhoElse({ readers, detail }: { readers: Readers; detail: RoomDetail | null }) {
  const { i18n } = useLingui();
  return (
    <div className={readers.circle === "members" ? style.note : `${style.note} ${style.open}`}>
      <p>{i18n._(whoElse(readers))}</p>
      {detail && <p>{i18n._(historyLine(detail.history))}</p>}
    </div>
  );
}
