/** Where whoever has found that somebody else acted as them signs that device out, and is told what else to do. */
export const NOT_ME = "not-me";

/** Somebody else acted as the person: leads to the devices. */
export function leadToDevices(): void {
  location.hash = `#/me/${NOT_ME}`;
}
