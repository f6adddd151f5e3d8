import type { Device } from "../model.ts";

/** What of one's own devices is to be asked about, and what needs no asking from now on. */
export interface Judged {
  readonly asked: readonly Device[];
  readonly known: readonly string[];
}

/**
 * Which of one's own devices came since, unconfirmed. `known`: those that were there before or have been answered for; undefined on the
 * first look after sign-in, when all that are there were there before. A confirmed one has been vouched for.
 */
export function judgeDevices(devices: readonly Device[], known: readonly string[] | undefined): Judged {
  const isKnown = ({ id, self, verified }: Device) => known === undefined || self || verified === true || known.includes(id);
  return { asked: devices.filter((device) => !isKnown(device)), known: devices.filter(isKnown).map(({ id }) => id) };
}
