// Before the first paint: the chosen theme and language, so that nothing flashes.
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
})();
