import { useEffect } from "react";
import { useLocation } from "wouter";
import { useMatrix, useWatched } from "../../../matrix/react";
import { placeOf } from "../../place";

/** How often what is open is asked for again while somebody looks, in milliseconds: the house tells of it in no sync. */
const LOOK_EVERY_MS = 10_000;

/** Who looks, and at which conversation. */
export function useHere(): { readonly me: string; readonly roomId: string } {
  const session = useWatched(useMatrix().session);
  const [location] = useLocation();
  const place = placeOf(location);
  return { me: session.state === "signedIn" ? session.userId : "", roomId: "roomId" in place ? place.roomId : "" };
}

/** Looks again and again while it may change. */
export function useLooking(open: boolean, again: () => Promise<void>): void {
  useEffect(() => {
    if (!open) return;
    const look = () => document.visibilityState === "visible" && void again();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [open, again]);
}
