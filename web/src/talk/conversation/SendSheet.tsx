import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useMemo } from "react";
import Eye from "~icons/ph/eye";
import Document from "~icons/ph/file-text";
import { Button } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { fileSize } from "../words/when";
import style from "./SendSheet.module.css";

interface SendSheetProps {
  files: readonly File[];
  /** Pictures too go as files, unchanged. */
  asTheyAre: boolean;
  /** Whom they go to. */
  to: string;
  onClose: () => void;
  onSend: (files: readonly File[]) => void;
}

/** A last look before pictures and files go: what goes, to whom, and what goes along. */
export function SendSheet({ files, asTheyAre, to, onClose, onSend }: SendSheetProps) {
  const { i18n, t } = useLingui();
  const pictures = files.filter((file) => !asTheyAre && isPicture(file));
  const others = files.filter((file) => asTheyAre || !isPicture(file));
  return (
    <Sheet
      title={t`Send to ${{ name: to }}`}
      onClose={onClose}
      bottom={
        <Button
          onClick={() => {
            onClose();
            onSend(files);
          }}
        >
          <SendWords pictures={pictures.length} others={others.length} />
        </Button>
      }
    >
      {pictures.length > 0 && (
        <div className={pictures.length === 1 ? style.single : style.grid}>
          {pictures.map((file) => (
            <Preview key={`${file.name} ${file.size} ${file.lastModified}`} file={file} />
          ))}
        </div>
      )}
      {others.map((file) => (
        <div className={style.file} key={`${file.name} ${file.size} ${file.lastModified}`}>
          <Document />
          <span className={style.name}>{file.name}</span>
          <span className={style.size}>{fileSize(file.size, i18n.locale)}</span>
        </div>
      ))}
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

function SendWords({ pictures, others }: { pictures: number; others: number }) {
  if (others === 0) return <Plural value={pictures} one="Send picture" other="Send # pictures" />;
  if (pictures === 0) return <Plural value={others} one="Send file" other="Send # files" />;
  return <Plural value={pictures + others} one="Send" other="Send all #" />;
}

/** What is made anew before it goes; a drawing with scripts in it goes as a file. */
export function isPicture(file: File): boolean {
  return /^image\/(?!svg)/u.test(file.type);
}

function Preview({ file }: { file: File }) {
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img className={style.picture} src={url} alt={file.name} />;
}
