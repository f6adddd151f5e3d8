import { type AvatarSize, PaintedAvatar } from "../../design/Avatar/Avatar";
import type { Face } from "../model";

/** What one side of a payment by code sees of the other. */
export function FaceAvatar({ of, size }: { of: Face; size: AvatarSize }) {
  return <PaintedAvatar thing={of.avatar} size={size} />;
}
