import { type CSSProperties, type MouseEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { type Box, FITTED, type Point, pan, type Zoom, zoomAt } from "./zoom";

/** A finger that has moved so far sideways or down wants the next picture, or away; CSS pixels. */
const SWIPE = 60;

interface ZoomVerbs {
  onStep: (by: number) => void;
  onClose: () => void;
}

/** Zoom and swipes of one picture on a stage; `shown` starts anew. */
export function useZoom(shown: string, { onStep, onClose }: ZoomVerbs) {
  const stage = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLImageElement>(null);
  const fingers = useRef(new Map<number, Point>());
  const from = useRef<Point | null>(null);
  const [zoom, setZoom] = useState<Zoom>(FITTED);
  const [drawn, setDrawn] = useState(shown);
  if (drawn !== shown) {
    setDrawn(shown);
    setZoom(FITTED);
  }

  const by = (factor: number, at: Point = { x: 0, y: 0 }) =>
    setZoom((now) => zoomAt(now, factor, at, boxOf(picture.current), boxOf(stage.current)));
  const fromMiddle = (point: Point): Point => {
    const box = stage.current?.getBoundingClientRect();
    return box ? { x: point.x - box.left - box.width / 2, y: point.y - box.top - box.height / 2 } : point;
  };
  useWheel(stage, (factor, at) => by(factor, fromMiddle(at)));

  const onPointerDown = (event: PointerEvent) => {
    if ((event.target as Element).closest("button")) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    from.current = fingers.current.size === 1 ? { x: event.clientX, y: event.clientY } : null;
  };
  const onPointerMove = (event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) by(distance(now, other) / Math.max(1, distance(before, other)), fromMiddle(middle(now, other)));
    else
      setZoom((z) =>
        z.scale === 1 ? z : pan(z, { x: now.x - before.x, y: now.y - before.y }, boxOf(picture.current), boxOf(stage.current)),
      );
    fingers.current.set(event.pointerId, now);
  };
  const onPointerUp = (event: PointerEvent) => {
    const began = from.current;
    fingers.current.delete(event.pointerId);
    from.current = null;
    if (!began || zoom.scale > 1) return;
    const x = event.clientX - began.x;
    const y = event.clientY - began.y;
    if (Math.abs(x) > SWIPE && Math.abs(x) > Math.abs(y)) onStep(x < 0 ? 1 : -1);
    else if (y > SWIPE * 1.5 && event.pointerType !== "mouse") onClose();
  };

  return {
    stage,
    picture,
    style: { transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` } satisfies CSSProperties,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: (event: PointerEvent) => {
        fingers.current.delete(event.pointerId);
        from.current = null;
      },
      onDoubleClick: (event: MouseEvent) => {
        if ((event.target as Element).closest("button")) return;
        if (zoom.scale > 1) setZoom(FITTED);
        else by(2.5, fromMiddle({ x: event.clientX, y: event.clientY }));
      },
    },
    nearer: () => by(1.5),
    farther: () => by(1 / 1.5),
    fit: () => setZoom(FITTED),
  };
}

/** React's own wheel events cannot keep the page from zooming along. */
function useWheel(stage: React.RefObject<HTMLElement | null>, onWheel: (factor: number, at: Point) => void) {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const element = stage.current;
    const turned = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY });
    };
    element?.addEventListener("wheel", turned, { passive: false });
    return () => element?.removeEventListener("wheel", turned);
  }, [stage]);
}

function boxOf(element: HTMLElement | null): Box {
  return { width: element?.offsetWidth ?? 0, height: element?.offsetHeight ?? 0 };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
