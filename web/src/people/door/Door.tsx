import { useEffect } from "react";
import { Route, Switch } from "wouter";
import type { SignedOutReason } from "../../matrix/model";
import { LetIn } from "./LetIn";
import { setHandle } from "./newcomer";
import { SignIn } from "./SignIn";
import { SignInPassword } from "./SignInPassword";
import { SignInRecovery } from "./SignInRecovery";
import { SignUp } from "./SignUp";
import { Welcome } from "./Welcome";

/** Everything before somebody is signed in. An address of the inside leads to the welcome. */
export function Door({ why }: { why: SignedOutReason }) {
  // Who comes to this door next shall not read who went in before.
  useEffect(() => () => setHandle(""), []);
  return (
    <Switch>
      <Route path="/sign-up">
        <SignUp />
      </Route>
      <Route path="/sign-in">
        <SignIn />
      </Route>
      <Route path="/sign-in/password">
        <SignInPassword />
      </Route>
      <Route path="/sign-in/recovery">
        <SignInRecovery />
      </Route>
      <Route path="/let-in/:token">{({ token }) => <LetIn token={token} />}</Route>
      <Route>
        <Welcome why={why} />
      </Route>
    </Switch>
  );
}
