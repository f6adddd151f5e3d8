import { useLingui } from "@lingui/react/macro";
import Down from "~icons/ph/download-simple";
import Audio from "~icons/ph/file-audio";
import Document from "~icons/ph/file-text";
import Video from "~icons/ph/file-video";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import type { FileItem } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import { fileSize } from "../words/when";
import { download } from "./download";
import style from "./FileCard.module.css";

const ICONS = { file: Document, audio: Audio, video: Video } as const;

/** A file that somebody sent: its name and size, and a way to save it. */
export function FileCard({ item, active }: { item: FileItem; active: boolean }) {
  const { i18n, t } = useLingui();
  const matrix = useMatrix();
  const save = useVerb(() => download(matrix, item.media, item.name));
  const Icon = ICONS[item.sort];
  const progress = item.send.state === "sending" ? item.send.progress : null;
  return (
    <div className={style.card}>
      <div className={style.file}>
        <span className={style.icon}>
          <Icon />
        </span>
        <span className={style.words}>
          <span className={style.name}>{item.name}</span>
          <span className={style.size}>
            {progress !== null
              ? new Intl.NumberFormat(i18n.locale, { style: "percent" }).format(progress)
              : item.size !== null && fileSize(item.size, i18n.locale)}
          </span>
        </span>
        <button
          type="button"
          className={style.save}
          aria-label={t`Save ${{ name: item.name }}`}
          title={t`Save`}
          aria-busy={save.busy || undefined}
          tabIndex={active ? undefined : -1}
          disabled={item.send.state !== "sent"}
          onClick={() => void save.run()}
        >
          {save.busy ? <span className={style.wheel} /> : <Down />}
        </button>
      </div>
      <ProblemLine problem={save.problem} />
    </div>
  );
}
