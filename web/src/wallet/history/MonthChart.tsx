import { useLingui } from "@lingui/react/macro";
import { moneyText } from "../../design/Amount/money";
import type { Month } from "../model";
import { CURRENCY } from "../words/currency";
import style from "./Month.module.css";

/** Units of the drawing: a day is so wide, and each half so high. */
const DAY = 10;
const HALF = 60;
const GAP = 1.5;
/** What moved at all is seen. */
const LEAST = 1.5;

/** Days as bars: what came in stands above the line, what went out hangs below it. The same as a table for whoever wants figures. */
export function MonthChart({ month }: { month: Month }) {
  const { t } = useLingui();
  return (
    <figure className={style.chart}>
      <Bars month={month} />
      <div className={style.days} aria-hidden="true">
        <span>1</span>
        <span>{Math.ceil(month.days.length / 2)}</span>
        <span>{month.days.length}</span>
      </div>
      <figcaption className={style.legend}>
        <span className={style.up}>{t`above: came in`}</span>
        <span className={style.down}>{t`below: went out`}</span>
      </figcaption>
      <details className={style.table}>
        <summary>{t`As a table`}</summary>
        <Figures month={month} />
      </details>
    </figure>
  );
}

function Bars({ month }: { month: Month }) {
  const { t } = useLingui();
  const say = useSay();
  const most = Math.max(1, ...month.days.flatMap(({ in: came, out }) => [came.minor, out.minor]));
  const high = (minor: number) => (minor === 0 ? 0 : Math.max(LEAST, (minor / most) * HALF));
  const width = month.days.length * DAY;
  const [came, went] = [say(month.in.minor), say(month.out.minor)];
  return (
    <svg
      viewBox={`0 0 ${width} ${2 * HALF + 1}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t`Day by day: ${came} came in, ${went} went out.`}
    >
      {month.days.map(({ day, in: inward, out }) => (
        <g key={day}>
          <rect
            className={style.came}
            x={(day - 1) * DAY + GAP}
            width={DAY - 2 * GAP}
            y={HALF - high(inward.minor)}
            height={high(inward.minor)}
          />
          <rect className={style.went} x={(day - 1) * DAY + GAP} width={DAY - 2 * GAP} y={HALF + 1} height={high(out.minor)} />
        </g>
      ))}
      <rect className={style.axis} x="0" y={HALF} width={width} height="1" />
    </svg>
  );
}

/** Days on which anything moved. */
function Figures({ month }: { month: Month }) {
  const { t } = useLingui();
  const say = useSay();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t`Day`}</th>
          <th scope="col">{t`Came in`}</th>
          <th scope="col">{t`Went out`}</th>
        </tr>
      </thead>
      <tbody>
        {month.days
          .filter(({ in: inward, out }) => inward.minor > 0 || out.minor > 0)
          .map(({ day, in: inward, out }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{say(inward.minor)}</td>
              <td>{say(out.minor)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function useSay(): (minor: number) => string {
  const { i18n } = useLingui();
  return (minor) => moneyText({ minor, currency: CURRENCY }, i18n.locale);
}
