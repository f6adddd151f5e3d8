import { useLingui } from "@lingui/react/macro";
import { Redirect, Route, Switch } from "wouter";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";
import { BankPage, FreezePage, HistoryPage, MonthPage, ReceiptPage, Send } from "../rooms";
import { Retry } from "../words/Retry";
import { LeftHome } from "./LeftHome";

/** The wallet of somebody who has left the house: what is theirs, the ways out, and the record of it. */
export function Left() {
  const { t } = useLingui();
  const me = useAnswer(useWallet().me);
  if (me.state !== "ready") {
    return (
      <Page alone top={<TopBar title={t`Pay`} />}>
        {me.state === "loading" ? (
          <SkeletonLines count={3} label={t`Asking the house`} />
        ) : (
          <Retry problem={me.problem} again={() => void me.again()} />
        )}
      </Page>
    );
  }
  return (
    <Switch>
      <Route path="/">
        <LeftHome me={me.answer} />
      </Route>
      <Route path="/bank">
        <BankPage onlyOut />
      </Route>
      <Route path="/send">
        <Send />
      </Route>
      <Route path="/history">
        <HistoryPage />
      </Route>
      <Route path="/month/:month">{({ month }) => <MonthPage key={month} month={month} />}</Route>
      <Route path="/receipt/:number">{({ number }) => <ReceiptPage key={number} number={number} />}</Route>
      <Route path="/freeze">
        <FreezePage me={me.answer} onChanged={me.again} />
      </Route>
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}
