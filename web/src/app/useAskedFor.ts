import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import type { Session } from "../matrix/model";

const INSIDE = /^\/(chats|pay|me|verify)\b/;
const LET_IN = /^\/let-in\//;

/** Who opens an address of the inside and has to sign in first comes to it afterwards; whoever signs in after them does not. */
export function useAskedFor(state: Session["state"]): void {
  const [location, go] = useLocation();
  const opened = useRef<string | null>(INSIDE.test(location) ? location : null);
  const before = useRef<Session["state"] | null>(null);
  useEffect(() => {
    const came = before.current === "signedOut" && state === "signedIn";
    if (came && opened.current !== null) go(opened.current, { replace: true });
    // The link has just been used: it is not to say inside that it was not.
    else if (came && LET_IN.test(location)) go("/chats", { replace: true });
    if (state === "signedIn") opened.current = null;
    before.current = state;
  }, [state, location, go]);
}
