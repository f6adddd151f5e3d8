import { useLingui } from "@lingui/react/macro";
import Circle from "~icons/ph/circle-half";
import Moon from "~icons/ph/moon";
import Sun from "~icons/ph/sun";
import { setLanguage, setTheme, useLanguage, useLook } from "../look";
import { RadioCards } from "../RadioCard/RadioCard";

/** Language, light and dark: kept in this browser only. */
export function LookCards() {
  const { t } = useLingui();
  const language = useLanguage();
  const theme = useLook((look) => look.theme);
  return (
    <>
      <RadioCards
        legend={t`Language`}
        name="language"
        value={language}
        onValue={setLanguage}
        choices={[
          { value: "en", label: "English", lang: "en" },
          { value: "zh", label: "中文", lang: "zh-CN" },
        ]}
      />
      <RadioCards
        legend={t`Light and dark`}
        name="theme"
        value={theme}
        onValue={setTheme}
        choices={[
          { value: "system", label: t`As this device has it`, icon: <Circle /> },
          { value: "light", label: t`Light`, icon: <Sun /> },
          { value: "dark", label: t`Dark`, icon: <Moon /> },
        ]}
      />
    </>
  );
}
