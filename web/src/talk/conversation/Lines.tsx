import { Trans, useLingui } from "@lingui/react/macro";
import { DayLine } from "../../design/DayLine/DayLine";
import { happening, membershipSentence, noticeSentence, severalSentence } from "../words/membership";
import { useToday } from "../words/useToday";
import { clockTime, dayName } from "../words/when";
import type { LineItem, LineRow, Row } from "./rows";

/** What stands between messages. */
export function Lines({ row, me }: { row: Exclude<Row, { kind: "message" | "start" }>; me: string }) {
  if (row.kind === "new") {
    return (
      <DayLine tone="new">
        <Trans>New</Trans>
      </DayLine>
    );
  }
  return row.kind === "day" ? <Day time={row.time} newDay={row.newDay} /> : <Happened row={row} me={me} />;
}

function Day({ time, newDay }: { time: number; newDay: boolean }) {
  const { i18n } = useLingui();
  const today = useToday();
  const clock = clockTime(time, i18n.locale);
  return <DayLine>{newDay ? `${dayName(time, today, i18n.locale)} ${clock}` : clock}</DayLine>;
}

function Happened({ row, me }: { row: LineRow; me: string }) {
  const { i18n } = useLingui();
  const members = row.items.filter((item) => item.kind === "membership");
  const several = members.length > 1 ? severalSentence(members, me, i18n) : null;
  const only = row.items[0];
  if (several) return <DayLine tone="small">{i18n._(several)}</DayLine>;
  return only ? <DayLine tone="small">{i18n._(sentence(only, me))}</DayLine> : null;
}

function sentence(item: LineItem, me: string) {
  return item.kind === "notice" ? noticeSentence(item, me) : membershipSentence(happening(item, me));
}
