import { useLingui } from "@lingui/react/macro";
import { useMoments } from "../../design/moments";
import { Rows } from "../../design/Row/Row";
import type { Movement } from "../model";
import { byDay } from "./byDay";
import style from "./History.module.css";
import { MovementRow } from "./MovementRow";

/** Movements that come newest first, by the reader's days. */
export function Days({ movements }: { movements: readonly Movement[] }) {
  const { t } = useLingui();
  const { date } = useMoments();
  return byDay(movements).map(({ day, today, movements: those }) => (
    <section key={day} aria-label={today ? t`Today` : date(day)}>
      <h2 className={style.day}>{today ? t`Today` : date(day)}</h2>
      <Rows>
        {those.map((movement) => (
          <MovementRow key={movement.id} movement={movement} />
        ))}
      </Rows>
    </section>
  ));
}
