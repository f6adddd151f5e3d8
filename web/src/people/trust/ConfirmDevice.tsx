import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import Devices from "~icons/ph/devices";
import Key from "~icons/ph/key";
import Question from "~icons/ph/question";
import { Button } from "../../design/Button/Button";
import { useBack } from "../../design/back";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { TopBar } from "../../design/TopBar/TopBar";
import { useMatrix, useVerb, useWatched } from "../../matrix/react";
import { showCode } from "../code/newCode";
import { CodeField } from "../door/CodeField";

type Step = "choose" | "code" | "neither";

interface ConfirmDeviceProps {
  /** Absent where it was put off before. */
  onLater?: () => void;
  back?: string;
  /** The device is not new: the identity that had confirmed it was renewed. */
  renewed?: boolean;
}

/** A new device: another one vouches for it, or the recovery code does. */
export function ConfirmDevice({ onLater, back, renewed = false }: ConfirmDeviceProps) {
  const [step, setStep] = useState<Step>("choose");
  if (step === "code") return <ByCode onBack={() => setStep("choose")} />;
  if (step === "neither") return <StartAgain onBack={() => setStep("choose")} />;
  return <Choose onStep={setStep} renewed={renewed} {...(onLater && { onLater })} {...(back && { back })} />;
}

interface ChooseProps {
  onStep: (step: Step) => void;
  renewed: boolean;
  onLater?: () => void;
  back?: string;
}

function Choose({ onStep, renewed, onLater, back }: ChooseProps) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const ask = useVerb(() => matrix.startVerification());
  const { state, devices } = useWatched(matrix.devices);
  useEffect(() => void matrix.refreshDevices().catch(() => {}), [matrix]);
  const none = state === "ready" && devices.every((one) => one.self);
  return (
    <Page
      alone={!back}
      top={<TopBar title={t`Confirm this device`} {...(back && { back })} />}
      bottom={
        onLater && (
          <Button kind="quiet" onClick={onLater}>
            {t`Later`}
          </Button>
        )
      }
    >
      <Why renewed={renewed} />
      <ProblemLine problem={ask.problem} />
      <Rows label={t`Ways to confirm`}>
        <Row
          wraps
          leads={!none}
          leading={<Devices />}
          title={t`With another device of yours`}
          second={none ? t`You are signed in on no other` : t`You compare seven small pictures on both`}
          {...(!none && { onClick: () => void ask.run() })}
        />
        <Row
          wraps
          leads
          leading={<Key />}
          title={t`With the recovery code`}
          second={renewed ? t`The new one; the one from before opens nothing more` : t`The one that you wrote down`}
          onClick={() => onStep("code")}
        />
        <Row
          wraps
          leads
          leading={<Question />}
          title={t`I have neither`}
          second={t`Start again, without the old messages`}
          onClick={() => onStep("neither")}
        />
      </Rows>
    </Page>
  );
}

function Why({ renewed }: { renewed: boolean }) {
  const { t } = useLingui();
  return (
    <p>
      {renewed
        ? t`Your identity was renewed on another device, and this one still holds the old one. Until it is confirmed again it cannot write in private.`
        : t`You are signed in. What this device still lacks are the keys to your messages. Until it has them it shows nothing old and cannot write in private.`}
    </p>
  );
}

function ByCode({ onBack }: { onBack: () => void }) {
  const { t } = useLingui();
  useBack(onBack);
  const [code, setCode] = useState("");
  const recover = useVerb(useMatrix().recoverWith);
  return (
    <Page
      alone
      onSubmit={() => code.trim() && void recover.run(code.trim())}
      top={<TopBar title={t`Your recovery code`} />}
      bottom={
        <>
          <ProblemLine problem={recover.problem} />
          <Button type="submit" busy={recover.busy} disabled={code.trim() === ""}>
            {t`Open my messages`}
          </Button>
          <Button kind="quiet" onClick={onBack}>
            {t`Another way`}
          </Button>
        </>
      }
    >
      <CodeField
        autoFocus
        value={code}
        onValue={(typed) => {
          setCode(typed);
          recover.clear();
        }}
      />
    </Page>
  );
}

function StartAgain({ onBack }: { onBack: () => void }) {
  useBack(onBack);
  const { t } = useLingui();
  const matrix = useMatrix();
  const reset = useVerb(async () => showCode(await matrix.resetIdentity()));
  return (
    <Page
      alone
      top={<TopBar title={t`Start again`} />}
      bottom={
        <>
          <ProblemLine problem={reset.problem} />
          <Button kind="danger" busy={reset.busy} onClick={() => void reset.run()}>
            {t`Give up the old messages`}
          </Button>
          <Button kind="quiet" onClick={onBack}>
            {t`Another way`}
          </Button>
        </>
      }
    >
      <p>{t`Without another device and without the code, nobody can open your old messages: not you, and not the house. They stay locked for good.`}</p>
      <p>{t`You keep your handle, your friends and your groups. Each of them is asked once whether it is still you.`}</p>
      <p>{t`You get a new recovery code at the end.`}</p>
    </Page>
  );
}
