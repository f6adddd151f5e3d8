import { useLingui } from "@lingui/react/macro";
import Translate from "~icons/ph/translate";
import { setLanguage, useLanguage } from "../../design/look";
import { Mark } from "../../design/Mark/Mark";
import style from "./Door.module.css";

/** Whose door it is, and the other language. */
export function DoorHead() {
  const { t } = useLingui();
  const other = useLanguage() === "en" ? "zh" : "en";
  return (
    <header className={style.head}>
      <Mark size={30} />
      <span className={style.house}>{t`Teahouse Pay`}</span>
      <button type="button" className={style.language} lang={other === "zh" ? "zh-CN" : "en"} onClick={() => setLanguage(other)}>
        <Translate />
        {other === "zh" ? "中文" : "English"}
      </button>
    </header>
  );
}
