import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import Document from "~icons/ph/file-text";
import Picture from "~icons/ph/image";
import Plus from "~icons/ph/plus-circle";
import { IconButton } from "../../design/Button/Button";
import { Menu } from "../../design/Menu/Menu";

/** What can be added to a conversation beside words: pictures and files, several at once. */
export function AddMenu({ onFiles }: { onFiles: (files: readonly File[], asTheyAre?: boolean) => void }) {
  const { t } = useLingui();
  const pictures = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLSpanElement>(null);
  const [at, setAt] = useState<Element | null>(null);
  const chosen = (input: HTMLInputElement, asTheyAre: boolean) => {
    if (input.files?.length) onFiles([...input.files], asTheyAre);
    input.value = "";
  };
  return (
    <>
      <span ref={place}>
        <IconButton label={t`Add`} menu expanded={at !== null} onClick={() => setAt(place.current)}>
          <Plus />
        </IconButton>
      </span>
      {at && (
        <Menu
          label={t`Add`}
          at={at}
          onClose={() => setAt(null)}
          items={[
            { key: "picture", label: <Trans>Picture</Trans>, icon: <Picture />, onChoose: () => pictures.current?.click() },
            { key: "file", label: <Trans>File</Trans>, icon: <Document />, onChoose: () => files.current?.click() },
          ]}
        />
      )}
      <input ref={pictures} type="file" accept="image/*" multiple hidden onChange={(event) => chosen(event.currentTarget, false)} />
      <input ref={files} type="file" multiple hidden onChange={(event) => chosen(event.currentTarget, true)} />
    </>
  );
}
