import { ConfirmSheet } from "../confirm/ConfirmSheet";
import { EmojiSheet } from "./EmojiSheet";

/** What may come up over any screen: the comparing of signs, and above it the house's question who it is. */
export function Overlays() {
  return (
    <>
      <EmojiSheet />
      <ConfirmSheet />
    </>
  );
}
