/** How a picture lies in the viewer: how large, and how far from the middle, in CSS pixels. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

export const FITTED: Zoom = { scale: 1, x: 0, y: 0 };
export const CLOSEST = 6;

/** Comes nearer or goes back, so that what lies under `at` (from the middle of the stage) stays under it. */
export function zoomAt(zoom: Zoom, factor: number, at: Point, picture: Box, stage: Box): Zoom {
  const scale = Math.min(CLOSEST, Math.max(1, zoom.scale * factor));
  const by = scale / zoom.scale;
  return within({ scale, x: at.x - (at.x - zoom.x) * by, y: at.y - (at.y - zoom.y) * by }, picture, stage);
}

/** Moves, but never so far that an edge of the picture leaves the edge of the stage. */
export function pan(zoom: Zoom, by: Point, picture: Box, stage: Box): Zoom {
  return within({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, picture, stage);
}

function within({ scale, x, y }: Zoom, picture: Box, stage: Box): Zoom {
  const right = Math.max(0, (picture.width * scale - stage.width) / 2);
  const down = Math.max(0, (picture.height * scale - stage.height) / 2);
  return { scale, x: clamp(x, right), y: clamp(y, down) };
}

function clamp(value: number, bound: number): number {
  return Math.min(bound, Math.max(-bound, value)) || 0;
}
