import { useState } from "react";
import { type AvatarSize, PaintedAvatar, PicturedAvatar } from "../../design/Avatar/Avatar";
import type { Face } from "../model";

/** What one side of a payment by code sees of the other: a picture that the operator has seen, or a painted thing. */
export function FaceAvatar({ of, size }: { of: Face; size: AvatarSize }) {
  const [gone, setGone] = useState<string | null>(null);
  if (!of.photo || of.photo === gone) return <PaintedAvatar thing={of.avatar} size={size} />;
  return <PicturedAvatar url={of.photo} size={size} onGone={() => setGone(of.photo ?? null)} />;
}
