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
void matrix.restore();
