import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useState } from "react";
import Eye from "~icons/ph/eye";
import Document from "~icons/ph/file-text";
import { Button } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useAnswer, useMatrix } from "../../matrix/react";
import { fileSize } from "../words/when";
import style from "./SendSheet.module.css";

interface SendSheetProps {
  files: readonly File[];
  /** Pictures too go as files, unchanged. */
  asTheyAre: boolean;
  /** Whom they go to. */
  to: string;
  onClose: () => void;
  onSend: (going: readonly Going[]) => void;
}

/** A file, and whether it goes as a picture that is made anew. */
export interface Going {
  readonly file: File;
  readonly as: "picture" | "file";
}

/** A last look before pictures and files go: what goes, to whom, and what goes along. */
export function SendSheet({ files, asTheyAre, to, onClose, onSend }: SendSheetProps) {
  const { t } = useLingui();
  const { broken, judged } = useJudged(files, asTheyAre);
  const { pictures, others, tooLarge, limit } = useGoing(files, asTheyAre, broken);
  return (
    <Sheet
      title={t`Send to ${{ name: to }}`}
      onClose={onClose}
      bottom={
        <Button
          disabled={!judged || pictures.length + others.length === 0}
          onClick={() => {
            onClose();
            onSend(files.flatMap((file) => [...pictures, ...others].filter((one) => one.file === file)));
          }}
        >
          <SendWords pictures={pictures.length} others={others.length} />
        </Button>
      }
    >
      {pictures.length > 0 && (
        <div className={pictures.length === 1 ? style.single : style.grid}>
          {pictures.map(({ file }) => (
            <Preview key={keyOf(file)} file={file} />
          ))}
        </div>
      )}
      {others.map(({ file }) => (
        <FileLine key={keyOf(file)} file={file} />
      ))}
      <Refusals broken={broken} tooLarge={tooLarge} limit={limit} />
      {pictures.length > 0 && (
        <LearnsLine icon={<Eye />}>
          <Plural
            value={pictures.length}
            one="They see the picture. Where and with which camera it was taken does not go along."
            other="They see the pictures. Where and with which camera they were taken does not go along."
          />
        </LearnsLine>
      )}
      {others.length > 0 && (
        <LearnsLine icon={<Eye />}>
          <Trans>They get the file as it is, with its name and all that is hidden in it.</Trans>
        </LearnsLine>
      )}
    </Sheet>
  );
}

/** Which of the pictures cannot go as such. Told by the step that makes them anew: a browser shows half a picture, too. */
function useJudged(files: readonly File[], asTheyAre: boolean): { broken: readonly File[]; judged: boolean } {
  const matrix = useMatrix();
  const [broken, setBroken] = useState<readonly File[]>([]);
  const [judged, setJudged] = useState(false);
  useEffect(() => {
    let there = true;
    const judge = async () => {
      // One after the other, because each is large while it is looked at.
      for (const file of asTheyAre ? [] : files.filter(isPicture)) {
        const whole = await matrix.isPicture(file);
        if (!there) return;
        if (!whole) setBroken((known) => [...known, file]);
      }
      setJudged(true);
    };
    void judge();
    return () => {
      there = false;
    };
  }, [matrix, files, asTheyAre]);
  return { broken, judged };
}

/** What goes as what, and what does not go because the house would not take it. */
function useGoing(files: readonly File[], asTheyAre: boolean, broken: readonly File[]) {
  const largest = useAnswer(useMatrix().largestFile);
  const limit = largest.state === "ready" ? largest.answer : null;
  const going = files.map((file): Going => ({ file, as: asTheyAre || !isPicture(file) || broken.includes(file) ? "file" : "picture" }));
  const fits = ({ file, as }: Going) => as === "picture" || limit === null || file.size <= limit;
  return {
    pictures: going.filter(({ as }) => as === "picture"),
    others: going.filter((one) => one.as === "file" && fits(one)),
    tooLarge: going.filter((one) => !fits(one)),
    limit: limit ?? 0,
  };
}

function Refusals({ broken, tooLarge, limit }: { broken: readonly File[]; tooLarge: readonly Going[]; limit: number }) {
  const { i18n } = useLingui();
  return (
    <>
      {broken.map((file) => (
        <ErrorLine key={keyOf(file)}>
          <Trans>
            {{ name: file.name }} cannot be shown as a picture: it is damaged, or of a kind that is not known here. It goes as a file.
          </Trans>
        </ErrorLine>
      ))}
      {tooLarge.map(({ file }) => (
        <ErrorLine key={keyOf(file)}>
          <Trans>
            {{ name: file.name }} has {{ size: fileSize(file.size, i18n.locale) }}, and the house takes no more than{" "}
            {{ limit: fileSize(limit, i18n.locale) }}. It does not go along.
          </Trans>
        </ErrorLine>
      ))}
    </>
  );
}

function SendWords({ pictures, others }: { pictures: number; others: number }) {
  if (pictures + others === 0) return <Trans>Nothing to send</Trans>;
  if (others === 0) return <Plural value={pictures} one="Send picture" other="Send # pictures" />;
  if (pictures === 0) return <Plural value={others} one="Send file" other="Send # files" />;
  return <Plural value={pictures + others} one="Send" other="Send all #" />;
}

/** What is made anew before it goes; a drawing with scripts in it goes as a file. */
function isPicture(file: File): boolean {
  return /^image\/(?!svg)/u.test(file.type);
}

function keyOf(file: File): string {
  return `${file.name} ${file.size} ${file.lastModified}`;
}

function FileLine({ file }: { file: File }) {
  const { i18n } = useLingui();
  return (
    <div className={style.file}>
      <Document />
      <span className={style.name}>{file.name}</span>
      <span className={style.size}>{fileSize(file.size, i18n.locale)}</span>
    </div>
  );
}

function Preview({ file }: { file: File }) {
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img className={style.picture} src={url} alt={file.name} />;
}
