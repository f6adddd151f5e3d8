// Before the first paint: the chosen theme and language, so that nothing flashes; and what is said where the app itself does not come.
(() => {
  const root = document.documentElement;
  try {
    const chosen = JSON.parse(localStorage.getItem("teahouse.look") ?? "{}");
    if (chosen.theme === "light" || chosen.theme === "dark") root.dataset.theme = chosen.theme;
    const language = chosen.language ?? navigator.language;
    root.lang = language.startsWith("zh") ? "zh-CN" : "en";
  } catch {
    root.lang = navigator.language.startsWith("zh") ? "zh-CN" : "en";
  }

  const say = () => {
    const bowl = document.querySelector("#root > div.boot");
    if (!bowl || bowl.querySelector("button")) return;
    const [words, again] =
      root.lang === "en"
        ? ["Teahouse could not be fetched. The house may be away for a moment.", "Try again"]
        : ["没能取到茶馆，它可能暂时不在。", "再试一次"];
    const line = Object.assign(document.createElement("p"), { textContent: words });
    line.setAttribute("role", "alert");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: again });
    button.addEventListener("click", () => location.reload());
    bowl.append(line, button);
  };
  // A script that is not fetched, or is refused for its seal, tells only its own element; the bowl may not be there yet.
  const failed = ({ target }) => {
    if (!(target instanceof HTMLScriptElement)) return;
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", say);
    else say();
  };
  addEventListener("error", failed, true);
})();
