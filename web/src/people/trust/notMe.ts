import { useLingui } from "@lingui/react/macro";
import { toast } from "../../design/Toast/Toast";

/** Somebody else acted as the person: leads to the devices, and says what to do there. */
export function useNotMe(): () => void {
  const { t } = useLingui();
  return () => {
    location.hash = "#/me/devices";
    toast(t`Sign out the device that you do not know, and change your password.`);
  };
}
