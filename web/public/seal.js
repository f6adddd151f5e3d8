// Loads a script of the app only with the hash that the page says it has, and what it needs along with it.
(() => {
  const seals = JSON.parse(document.getElementById("seals").textContent);
  const asked = new Set();
  const ask = (name) => {
    if (asked.has(name)) return;
    asked.add(name);
    const href = new URL(`./assets/${name}`, document.baseURI).href;
    if ([...document.querySelectorAll('link[rel="modulepreload"]')].some((link) => link.href === href)) return;
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.crossOrigin = "";
    link.integrity = seals[name][0];
    link.href = href;
    document.head.append(link);
  };
  globalThis.sealed = (name, load) => {
    for (const needed of [name, ...seals[name].slice(1)]) ask(needed);
    return load();
  };
})();
