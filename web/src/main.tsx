import "./design/tokens.css";
import { lazy } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { apply, useLook } from "./design/look";
import { createMatrix } from "./matrix/index.ts";

const Talk = lazy(() => import("./talk/Talk").then((module) => ({ default: module.Talk })));

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
const matrix = createMatrix();
apply(useLook.getState());
createRoot(root).render(<App matrix={matrix} Talk={Talk} />);
// At `/confirm` the page answers for another app, and leaves the keys of this browser to the tab that has them.
if (location.pathname !== "/confirm") void matrix.restore();

// Whoever is signed in finds the app when the house cannot be reached; a guest at the door downloads nothing for it.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  const keep = () => {
    if (matrix.session.getSnapshot().state !== "signedIn") return;
    stop();
    navigator.serviceWorker.register("./sw.js").catch((error: unknown) => console.warn("Teahouse: the app is not kept for later.", error));
  };
  const stop = matrix.session.subscribe(keep);
}
