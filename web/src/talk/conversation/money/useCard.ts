import { useEffect } from "react";
import { useLocation } from "wouter";
import type { Card } from "../../../matrix/model";
import { type Answer, useAnswer, useMatrix, useNewest, useVerb, useWatched } from "../../../matrix/react";
import { placeOf } from "../../place";

/** How often a card that is open is asked for again while somebody looks, in milliseconds: the house tells of it in no sync. */
const LOOK_EVERY_MS = 10_000;

/** A card, what can be done with it, and why that was refused. */
export function useCard(id: string) {
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const [location] = useLocation();
  const place = placeOf(location);
  const roomId = "roomId" in place ? place.roomId : "";
  const asked = useAnswer(() => matrix.card(roomId, id));
  const { again } = asked;
  const take = useVerb(async () => {
    await matrix.takeCard(roomId, id);
    await again();
  });
  const decline = useVerb(async () => {
    await matrix.declineCard(roomId, id);
    await again();
  });
  const open = asked.state === "ready" && asked.answer.state === "open";
  useEffect(() => {
    if (!open) return;
    const look = () => document.visibilityState === "visible" && void again();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [open, again]);
  const problem = useNewest(take.problem, decline.problem);
  return { me: session.state === "signedIn" ? session.userId : "", card: asked as Answer<Card>, again, take, decline, problem };
}
