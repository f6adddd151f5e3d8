import { useLingui } from "@lingui/react/macro";
import { type ClipboardEvent, type KeyboardEvent, type Ref, type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import Send from "~icons/ph/arrow-up-bold";
import Cross from "~icons/ph/x";
import { IconButton } from "../../design/Button/Button";
import type { Quote, RoomSummary } from "../../matrix/model";
import { AddMenu } from "./AddMenu";
import style from "./Composer.module.css";
import { enterSends } from "./keys";
import { Quoted } from "./QuoteOf";

export interface ComposerHandle {
  readonly focus: () => void;
}

interface ComposerProps {
  room: RoomSummary;
  label: string;
  text: string;
  onText: (text: string) => void;
  /** The message that is answered. */
  reply: Quote["of"];
  onDropReply: () => void;
  onSend: (text: string) => void;
  onFiles: (files: readonly File[], asTheyAre?: boolean) => void;
  onTyping: (typing: boolean) => void;
  handle: Ref<ComposerHandle>;
}

/** Where one writes: as many lines as it takes, a way to add pictures and files, and the button that sends. */
export function Composer({ room, label, text, onText, reply, onDropReply, onSend, onFiles, onTyping, handle }: ComposerProps) {
  const { t } = useLingui();
  const area = useRef<HTMLTextAreaElement>(null);
  const empty = text.trim() === "";

  useImperativeHandle(handle, () => ({ focus: () => area.current?.focus() }));
  useReady(area);

  const send = () => {
    if (empty) return;
    onSend(text.trim());
    area.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent } = event;
    const { isComposing, keyCode } = nativeEvent;
    if (enterSends({ key, shiftKey, ctrlKey, metaKey, altKey, isComposing, keyCode }, isTouch())) {
      event.preventDefault();
      send();
    } else if (key === "Escape" && reply && !isComposing) {
      event.preventDefault();
      onDropReply();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // A text processor adds a picture of the words: then the words are meant.
    if (files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    onFiles(files);
  };

  return (
    <div className={style.composer}>
      {reply && <Answered of={reply} onDrop={onDropReply} />}
      <div className={style.line}>
        <AddMenu room={room} onFiles={onFiles} />
        {/* The hidden copy of the text makes the box as high as its words, in every browser. */}
        <div className={style.box} data-text={`${text}\n`}>
          <textarea
            ref={area}
            className={style.area}
            rows={1}
            aria-label={label}
            placeholder={t`Message`}
            enterKeyHint={isTouch() ? "enter" : "send"}
            value={text}
            onChange={(event) => {
              onText(event.currentTarget.value);
              onTyping(event.currentTarget.value !== "");
            }}
            onBlur={() => onTyping(false)}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        </div>
        <button
          type="button"
          className={style.send}
          aria-label={t`Send`}
          title={t`Send`}
          disabled={empty}
          // The keyboard of a phone stays up.
          onMouseDown={(event) => event.preventDefault()}
          onClick={send}
        >
          <Send />
        </button>
      </div>
    </div>
  );
}

/** With a keyboard at hand one can write at once. */
function useReady(area: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    // On a phone this would raise the keyboard over what one came to read.
    if (isTouch()) return;
    // One frame later, because on arrival the focus goes to the heading first.
    const frame = requestAnimationFrame(() => area.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, [area]);
}

function Answered({ of, onDrop }: { of: NonNullable<Quote["of"]>; onDrop: () => void }) {
  const { t } = useLingui();
  return (
    <div className={style.reply}>
      <span className={style.quoted}>
        <Quoted of={of} />
      </span>
      <IconButton label={t`Do not answer this message`} onClick={onDrop}>
        <Cross />
      </IconButton>
    </div>
  );
}

/** Is the main way to point here a finger? */
function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
