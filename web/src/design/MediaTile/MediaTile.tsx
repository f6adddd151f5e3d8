import type { ReactNode } from "react";
import Broken from "~icons/ph/image-broken";
import type { MediaRef } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import style from "./MediaTile.module.css";
import { tileSize } from "./tileSize";

interface MediaTileProps {
  media: MediaRef;
  /** What it is, for those who do not see it; also what the button does. */
  label: string;
  /** Words instead of a picture that cannot be fetched. */
  failed: string;
  onOpen: () => void;
  /** Not a stop of the Tab key while the row around it is not the active one. */
  tabbable?: boolean;
}

interface BubbleTileProps extends MediaTileProps {
  /** Pixels; the place is kept by them before the picture is there. */
  width: number;
  height: number;
  /** Lies on the picture: the time, or how far it has gone up. */
  children?: ReactNode;
}

/** A picture in a conversation, in its own proportions. */
export function MediaTile({ width, height, children, ...tile }: BubbleTileProps) {
  const size = tileSize(width, height);
  return (
    <Tile {...tile} className={style.tile} ratio={`${size.width} / ${size.height}`} width={`${size.width / 16}rem`}>
      {children}
    </Tile>
  );
}

/** The same as a square, in a grid. */
export function SquareTile(tile: MediaTileProps) {
  return <Tile {...tile} className={style.square} ratio="1" width="100%" />;
}

interface Shape {
  className: string | undefined;
  ratio: string;
  width: string;
  children?: ReactNode;
}

function Tile({ media, label, failed, onOpen, tabbable = true, className, ratio, width, children }: MediaTileProps & Shape) {
  const state = useWatched(useMatrix().media(media));
  return (
    <button type="button" className={className} style={{ aspectRatio: ratio, width }} tabIndex={tabbable ? undefined : -1} onClick={onOpen}>
      <span className="sr">{label}</span>
      {state.state === "ready" && <img src={state.url} alt="" draggable={false} />}
      {state.state === "failed" && (
        <span className={style.failed}>
          <Broken />
          <span>{failed}</span>
        </span>
      )}
      {children}
    </button>
  );
}
