/** Pulled further than this part of its height, a sheet closes. */
const FAR = 0.35;
/** Or pulled faster than this, in pixels a millisecond. */
const FAST = 0.6;

/** Lets a finger pull the sheet down by its head. Returns how to stop listening. */
export function followFinger(sheet: HTMLElement, close: () => void): () => void {
  let from: { y: number; at: number } | null = null;

  const down = (event: PointerEvent) => {
    const target = event.target as Element;
    if (event.pointerType === "mouse" || !target.closest("[data-grip]") || target.closest("button")) return;
    from = { y: event.clientY, at: event.timeStamp };
    sheet.setPointerCapture(event.pointerId);
    sheet.style.transition = "none";
  };
  const move = (event: PointerEvent) => {
    if (from) sheet.style.translate = `0 ${Math.max(0, event.clientY - from.y)}px`;
  };
  const up = (event: PointerEvent) => {
    if (!from) return;
    const way = event.clientY - from.y;
    const speed = way / Math.max(1, event.timeStamp - from.at);
    from = null;
    sheet.style.transition = "";
    sheet.style.translate = "";
    if (event.type === "pointerup" && (way > sheet.offsetHeight * FAR || (speed > FAST && way > 24))) close();
  };

  sheet.addEventListener("pointerdown", down);
  sheet.addEventListener("pointermove", move);
  sheet.addEventListener("pointerup", up);
  sheet.addEventListener("pointercancel", up);
  return () => {
    sheet.removeEventListener("pointerdown", down);
    sheet.removeEventListener("pointermove", move);
    sheet.removeEventListener("pointerup", up);
    sheet.removeEventListener("pointercancel", up);
  };
}
