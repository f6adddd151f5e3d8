import { useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import Translate from "~icons/ph/translate";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { setLanguage, useLanguage } from "../../design/look";
import { Mark } from "../../design/Mark/Mark";
import type { SignedOutReason } from "../../matrix/model";
import { useAnswer, useMatrix } from "../../matrix/react";
import { HandleField } from "./HandleField";
import { setHandle, useNewcomer } from "./newcomer";
import { Scene } from "./Scene";
import { useHandleCheck } from "./useHandleCheck";
import style from "./Welcome.module.css";

/** The first screen: who comes new takes a handle, who has been here signs in. */
export function Welcome({ why }: { why: SignedOutReason }) {
  const { t } = useLingui();
  return (
    <div className={style.welcome}>
      <header className={style.head}>
        <Mark size={30} />
        <span className={style.house}>Teahouse</span>
        <LanguageSwitch />
      </header>
      <div className={style.scene}>
        <Scene />
      </div>
      <div className={style.words}>
        <h1 className={style.title}>{t`Come in. Sit down.`}</h1>
        <p className={style.promise}>{t`Talk with the people you know. What you write to them, only they can read.`}</p>
      </div>
      <div className={style.door}>
        <WhySignedOut why={why} />
        <Door back={why !== "revoked" && why !== "keysLost"} />
      </div>
    </div>
  );
}

/** `back`: the way back in is shown here, and not above. */
function Door({ back }: { back: boolean }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const house = useAnswer(matrix.house);
  if (house.state === "failed") {
    return (
      <>
        <ProblemLine problem={house.problem} />
        <Button kind="outline" onClick={() => void house.again()}>
          {t`Try again`}
        </Button>
      </>
    );
  }
  if (house.state === "ready" && house.answer.registration === "closed") {
    return (
      <>
        <p className={style.note}>{t`This house takes nobody new at the moment.`}</p>
        {back && <ButtonLink href="#/sign-in">{t`Sign in`}</ButtonLink>}
      </>
    );
  }
  return <TakeHandle back={back} />;
}

function TakeHandle({ back }: { back: boolean }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { handle } = useNewcomer();
  const check = useHandleCheck(handle);
  const [, go] = useLocation();
  return (
    <form
      className={style.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (check.state === "free" || check.state === "unanswered") go("/sign-up");
      }}
    >
      <HandleField
        value={handle}
        check={check}
        onValue={(typed) => {
          matrix.preload();
          setHandle(typed);
        }}
      />
      <Button type="submit" busy={check.state === "checking"} disabled={check.state === "empty" || check.state === "problem"}>
        {t`Take this handle`}
      </Button>
      <div className={style.foot}>
        <span>{t`No phone number. No real name.`}</span>
        {back && <a className={style.back} href="#/sign-in">{t`Sign in`}</a>}
      </div>
    </form>
  );
}

function WhySignedOut({ why }: { why: SignedOutReason }) {
  const { t } = useLingui();
  const again = (
    <ButtonLink href="#/sign-in" kind="outline" size="small">
      {t`Sign in`}
    </ButtonLink>
  );
  if (why === "revoked")
    return (
      <ErrorLine action={again}>
        {t`This session has been ended: by you, by somebody with your keys, or by the operator to let you in anew. Sign in again.`}
      </ErrorLine>
    );
  if (why === "keysLost")
    return (
      <ErrorLine action={again}>
        {t`This browser has thrown its keys away. Sign in again; your recovery code or another device opens your messages.`}
      </ErrorLine>
    );
  if (why === "byPerson")
    return <p className={style.note} role="status">{t`You have signed out. Nothing of yours stays in this browser.`}</p>;
  if (why === "closed") return <p className={style.note} role="status">{t`Your account is closed. Nobody can take its handle.`}</p>;
  return null;
}

function LanguageSwitch() {
  const language = useLanguage();
  const other = language === "en" ? "zh" : "en";
  return (
    <button type="button" className={style.language} lang={other === "zh" ? "zh-CN" : "en"} onClick={() => setLanguage(other)}>
      <Translate />
      {other === "zh" ? "中文" : "English"}
    </button>
  );
}
