import type { ComponentType } from "react";
import { Router } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { Faults } from "../design/Faults/Faults";
import { Toasts } from "../design/Toast/Toast";
import type { Matrix } from "../matrix/model";
import { MatrixContext } from "../matrix/react";
import { Gate } from "./Gate";
import { Words } from "./Words";

/** The whole app, over a door to Matrix. `Talk` is the place of the conversations (`#/chats…`). */
export function App({ matrix, Talk }: { matrix: Matrix; Talk: ComponentType }) {
  return (
    <Faults isSignedIn={() => matrix.session.getSnapshot().state === "signedIn"}>
      <Words>
        <MatrixContext value={matrix}>
          <Router hook={useHashLocation}>
            <Gate Talk={Talk} />
            <Toasts />
          </Router>
        </MatrixContext>
      </Words>
    </Faults>
  );
}
