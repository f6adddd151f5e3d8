import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import EyeSlash from "~icons/ph/eye-slash";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { RadioCards } from "../../design/RadioCard/RadioCard";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import type { StatementForm } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { save } from "../words/save";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { daysOf } from "./months";

/** What moved in some days, to keep: as a table, or as banks give it. */
export function StatementSheet({ month, onClose }: { month: string; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const [days, setDays] = useState(() => daysOf(month));
  const [form, setForm] = useState<StatementForm>("csv");
  const ready = days.from !== "" && days.to >= days.from;
  const take = useVerb(async () => {
    const file = await wallet.statement(form, CURRENCY, days, i18n.locale);
    save(file, `teahouse-${CURRENCY}-${days.from}-${days.to}.${form === "csv" ? "csv" : "xml"}`);
    onClose();
  });
  return (
    <Sheet
      title={t`Save a statement`}
      onClose={onClose}
      closable={!take.busy}
      onSubmit={() => ready && void take.run()}
      bottom={
        <>
          <WalletProblemLine problem={take.problem} />
          <Button type="submit" busy={take.busy} disabled={!ready}>{t`Save it`}</Button>
        </>
      }
    >
      <Field label={t`First day`} name="from" type="date" value={days.from} onValue={(from) => setDays({ ...days, from })} />
      <Field
        label={t`Last day`}
        name="to"
        type="date"
        value={days.to}
        onValue={(to) => setDays({ ...days, to })}
        wrong={days.to !== "" && days.to < days.from ? t`The last day comes before the first.` : undefined}
      />
      <RadioCards
        legend={t`As what`}
        name="form"
        value={form}
        onValue={setForm}
        choices={[
          { value: "csv", label: t`A table`, note: t`CSV, for a spreadsheet, with all names as they are` },
          { value: "camt053", label: t`A bank file`, note: t`camt.053, for bookkeeping, in Latin letters` },
        ]}
      />
      <LearnsLine icon={<EyeSlash />}>{t`It is made for you alone. Whoever you give it to reads with whom you had to do.`}</LearnsLine>
    </Sheet>
  );
}
