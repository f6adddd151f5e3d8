import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import { firstEmoji } from "./emoji";

/** Any emoji there is, from the device's own keyboard. */
export function ReactionSheet({ onClose, onChoose }: { onClose: () => void; onChoose: (emoji: string) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const emoji = firstEmoji(typed);
  const choose = () => {
    if (!emoji) return;
    onClose();
    onChoose(emoji);
  };
  return (
    <Sheet
      title={t`React`}
      onClose={onClose}
      bottom={
        <Button onClick={choose} disabled={!emoji}>
          {emoji ? t`React with ${{ emoji }}` : t`React`}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          choose();
        }}
      >
        <Field
          label={t`Emoji`}
          value={typed}
          onValue={setTyped}
          autoComplete="off"
          data-first=""
          note={t`Your keyboard has them all.`}
          {...(typed && !emoji ? { wrong: t`This is not an emoji.` } : {})}
        />
      </form>
    </Sheet>
  );
}
