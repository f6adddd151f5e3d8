import { useLingui } from "@lingui/react/macro";
import type { Device } from "../matrix/model";

/** How a device is called at the beginning of a sentence; some apps give theirs no name. */
export function useDeviceName(): (device: Pick<Device, "name">) => string {
  const { t } = useLingui();
  return ({ name }) => name || t`A device without a name`;
}
