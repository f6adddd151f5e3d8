import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Copy from "~icons/ph/copy";
import Printer from "~icons/ph/printer";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { Page } from "../../design/Page/Page";
import { hush, toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import type { SignedIn } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import { groupsOf, groupToAsk, sameGroup } from "./groups";
import style from "./KeepCode.module.css";
import { putCodeAway } from "./newCode";

/** The code, shown once. It goes away when the person has typed one of its groups again. */
export function KeepCode({ code, session }: { code: string; session: Pick<SignedIn, "handle" | "serverName"> }) {
  const groups = groupsOf(code);
  const [asked] = useState(() => groupToAsk(groups.length, Math.random()));
  const [step, setStep] = useState<"show" | "confirm">("show");
  const readBack = () => {
    // That it was copied is of no use over the question for a group.
    hush();
    setStep("confirm");
  };
  return step === "show" ? (
    <ShowCode groups={groups} session={session} onKept={readBack} />
  ) : (
    <ConfirmCode group={groups[asked]} position={asked + 1} count={groups.length} onBack={() => setStep("show")} />
  );
}

interface ShowCodeProps {
  groups: readonly string[];
  session: Pick<SignedIn, "handle" | "serverName">;
  onKept: () => void;
}

function ShowCode({ groups, session, onKept }: ShowCodeProps) {
  const { t } = useLingui();
  const copy = async () => {
    await navigator.clipboard.writeText(groups.join(" "));
    toast(t`Copied. Paste it where only you can read it.`);
  };
  return (
    <Page alone top={<TopBar title={t`Write this down`} />} bottom={<Button onClick={onKept}>{t`I have it`}</Button>}>
      <p>{t`After this it is never shown again. Paper in a drawer is a good place; a photo on this phone is not.`}</p>
      <figure className={style.paper}>
        <figcaption className={style.caption}>{t`Recovery code of @${session.handle} at ${session.serverName}`}</figcaption>
        <ol className={style.groups}>
          {groups.map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike, and none ever moves
            <li key={index}>{group}</li>
          ))}
        </ol>
      </figure>
      <div className={style.ways}>
        <Button kind="outline" size="small" icon={<Copy />} onClick={() => void copy()}>
          {t`Copy`}
        </Button>
        <Button kind="outline" size="small" icon={<Printer />} onClick={() => window.print()}>
          {t`Print`}
        </Button>
      </div>
    </Page>
  );
}

interface ConfirmCodeProps {
  group: string | undefined;
  position: number;
  count: number;
  onBack: () => void;
}

function ConfirmCode({ group, position, count, onBack }: ConfirmCodeProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const matrix = useMatrix();
  const kept = useVerb(async () => {
    await matrix.codeKept();
    putCodeAway();
  });
  const check = () => {
    if (sameGroup(typed, group)) void kept.run();
    else setWrong(true);
  };
  return (
    <Page
      alone
      onSubmit={check}
      top={<TopBar title={t`Read it back`} />}
      bottom={
        <>
          <ProblemLine problem={kept.problem} />
          <Button type="submit" busy={kept.busy} disabled={typed === ""}>{t`Done`}</Button>
          <Button kind="quiet" onClick={onBack}>{t`Back to the code`}</Button>
        </>
      }
    >
      <p>{t`Look at what you wrote down, and type group ${position} of ${count}. So we both know that it can be read.`}</p>
      <Field
        label={t`Group ${position}`}
        name="group"
        autoComplete="off"
        enterKeyHint="done"
        code
        autoFocus
        value={typed}
        onValue={(value) => {
          setTyped(value);
          setWrong(false);
        }}
        wrong={wrong ? t`That is not group ${position}. Capitals and small letters count.` : undefined}
      />
    </Page>
  );
}
