import type { Movement } from "../model";

interface Day {
  /** The time of its newest movement. */
  readonly day: number;
  readonly today: boolean;
  readonly movements: readonly Movement[];
}

/** Movements that come newest first, gathered by the reader's days. */
export function byDay(movements: readonly Movement[], now = Date.now()): readonly Day[] {
  const days: { day: number; today: boolean; movements: Movement[] }[] = [];
  for (const movement of movements) {
    const last = days.at(-1);
    if (last && dayOf(last.day) === dayOf(movement.at)) last.movements.push(movement);
    else days.push({ day: movement.at, today: dayOf(movement.at) === dayOf(now), movements: [movement] });
  }
  return days;
}

const dayOf = (time: number) => new Date(time).toDateString();
