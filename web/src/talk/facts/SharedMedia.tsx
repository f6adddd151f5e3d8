import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useMemo, useState } from "react";
import { SquareTile } from "../../design/MediaTile/MediaTile";
import { Section } from "../../design/Page/Page";
import { useMatrix, useWatched } from "../../matrix/react";
import { clockTime } from "../words/when";
import style from "./SharedMedia.module.css";

const PictureViewer = lazy(() => import("../conversation/PictureViewer"));
const SHOWN = 12;

/** The newest pictures of the room, as far as its messages are loaded. */
export function SharedMedia({ roomId }: { roomId: string }) {
  const { i18n, t } = useLingui();
  const matrix = useMatrix();
  const view = useWatched(useMemo(() => matrix.timeline(roomId), [matrix, roomId]));
  const [open, setOpen] = useState<string | null>(null);
  const pictures = useMemo(() => view.items.filter((item) => item.kind === "picture").toReversed(), [view.items]);
  if (pictures.length === 0) return null;
  return (
    <Section title={t`Shared here`}>
      <div className={style.grid}>
        {pictures.slice(0, SHOWN).map((picture) => (
          <SquareTile
            key={picture.key}
            media={picture.thumbnail}
            label={t`Picture from ${{ name: picture.sender.name }}, ${{ time: clockTime(picture.time, i18n.locale) }}`}
            failed={t`cannot be fetched`}
            onOpen={() => setOpen(picture.key)}
          />
        ))}
      </div>
      {open !== null && (
        <Suspense>
          <PictureViewer pictures={pictures} shown={open} onShow={setOpen} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Section>
  );
}
