import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import Left from "~icons/ph/caret-left";
import Right from "~icons/ph/caret-right";
import Down from "~icons/ph/download-simple";
import Minus from "~icons/ph/magnifying-glass-minus";
import Plus from "~icons/ph/magnifying-glass-plus";
import Cross from "~icons/ph/x";
import { useBack } from "../../design/back";
import { useSentence } from "../../design/ErrorLine/sentences";
import { useMoments } from "../../design/moments";
import { toast } from "../../design/Toast/Toast";
import { type PictureItem, Problem } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import { download } from "./download";
import style from "./PictureViewer.module.css";
import { useZoom } from "./useZoom";

interface PictureViewerProps {
  pictures: readonly PictureItem[];
  /** Key of the one that is looked at. */
  shown: string;
  onShow: (key: string) => void;
  onClose: () => void;
}

/** One picture on the whole screen. Pinch, wheel, double tap, + and − zoom; swipes and arrows lead on; Escape and *Back* close. */
export default function PictureViewer({ pictures, shown, onShow, onClose }: PictureViewerProps) {
  const { t } = useLingui();
  const moments = useMoments();
  const dialog = useRef<HTMLDialogElement>(null);
  const at = pictures.findIndex((picture) => picture.key === shown);
  const picture = pictures[at];
  const step = (by: number) => {
    const next = pictures[at + by];
    if (next) onShow(next.key);
  };
  const zoom = useZoom(shown, { onStep: step, onClose });
  const save = useSave(picture);
  useBack(onClose);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "ArrowRight") step(1);
    else if (event.key === "+" || event.key === "=") zoom.nearer();
    else if (event.key === "-") zoom.farther();
    else if (event.key === "0") zoom.fit();
  };

  return (
    <dialog
      ref={dialog}
      className={style.viewer}
      aria-label={t`Picture`}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={style.bar}>
        <Tool label={t`Close`} onClick={onClose}>
          <Cross />
        </Tool>
        <p className={style.words} aria-live="polite">
          {picture && (
            <>
              <span className={style.who}>{picture.own ? <Trans>You</Trans> : picture.sender.name}</span>
              <span className={style.when}>
                {moments.full(picture.time)}
                {pictures.length > 1 && ` · ${at + 1} / ${pictures.length}`}
              </span>
            </>
          )}
        </p>
        <Tool label={t`Smaller`} onClick={zoom.farther} wide>
          <Minus />
        </Tool>
        <Tool label={t`Larger`} onClick={zoom.nearer} wide>
          <Plus />
        </Tool>
        <Tool label={t`Save`} onClick={save}>
          <Down />
        </Tool>
      </header>
      <div className={style.stage} ref={zoom.stage} {...zoom.handlers}>
        {picture && <Shown key={picture.key} picture={picture} zoom={zoom} />}
        {at > 0 && (
          <Tool label={t`Picture before`} onClick={() => step(-1)} side="left">
            <Left />
          </Tool>
        )}
        {at < pictures.length - 1 && (
          <Tool label={t`Next picture`} onClick={() => step(1)} side="right">
            <Right />
          </Tool>
        )}
      </div>
      {picture?.caption && <p className={style.caption}>{picture.caption}</p>}
    </dialog>
  );
}

/** The small one at once, the full one as soon as it is there. */
function Shown({ picture, zoom }: { picture: PictureItem; zoom: ReturnType<typeof useZoom> }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const full = useWatched(matrix.media(picture.media));
  const small = useWatched(matrix.media(picture.thumbnail));
  const url = full.state === "ready" ? full.url : small.state === "ready" ? small.url : null;
  if (full.state === "failed") {
    return (
      <p className={style.failed} role="alert">
        <Trans>This picture cannot be fetched</Trans>
      </p>
    );
  }
  if (url === null) return <span className={style.wheel} role="status" aria-label={t`The picture is on its way`} />;
  return (
    <img
      ref={zoom.picture}
      className={style.picture}
      src={url}
      alt={picture.caption || picture.name}
      style={zoom.style}
      draggable={false}
    />
  );
}

function useSave(picture: PictureItem | undefined) {
  const matrix = useMatrix();
  const sentence = useSentence();
  return () => {
    if (!picture) return;
    download(matrix, picture.media, picture.name).catch((problem: unknown) => {
      if (!(problem instanceof Problem)) throw problem;
      toast(sentence(problem));
    });
  };
}

interface ToolProps {
  label: string;
  onClick: () => void;
  /** Lies at an edge of the stage. */
  side?: "left" | "right";
  /** Only where there is room: fingers have their own way to do it. */
  wide?: boolean;
  children: React.ReactNode;
}

function Tool({ label, onClick, side, wide = false, children }: ToolProps) {
  const className = [style.tool, side && style[side], wide && style.wide].filter(Boolean).join(" ");
  return (
    <button type="button" className={className} aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}
