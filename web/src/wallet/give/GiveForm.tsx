import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Eye from "~icons/ph/eye";
import { minorOf } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { Switch } from "../../design/Switch/Switch";
import { TopBar } from "../../design/TopBar/TopBar";
import type { Problem } from "../../matrix/model";
import { useVerb } from "../../matrix/react";
import { useAvailable } from "../confirm/useAvailable";
import { useIdOf } from "../confirm/useIdOf";
import type { AskedCard, CardMade, CardWanted } from "../model";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";
import { useWayBack } from "../words/useWayBack";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { type Giving, SHARES_MAX } from "./giving";
import { Payee } from "./Payee";

/** Minor units: what a red packet may hold. */
const PACKET_MINOR_MAX = 20_000;

const AMOUNT = { name: "amount", before: "¥", inputMode: "decimal", autoComplete: "off" } as const;

interface GiveFormProps {
  giving: Giving;
  onAsked: (asked: AskedCard) => void;
  onMade: (made: CardMade) => Promise<void>;
}

/** How much, and of a red packet for how many. */
export function GiveForm({ giving, onAsked, onMade }: GiveFormProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const packet = giving.kind === "packet";
  const [typed, setTyped] = useState("");
  const [typedShares, setTypedShares] = useState(packet ? String(giving.shares) : "1");
  const [random, setRandom] = useState(packet && giving.shares > 1);
  const minor = minorOf(typed, CURRENCY);
  const shares = Number(typedShares);
  const wanted = minor ? wantedOf(giving, minor, shares, random) : null;
  const id = useIdOf(JSON.stringify(wanted));
  const ask = useVerb(async (what: CardWanted) => {
    const answer = await wallet.askCard(id, what);
    if ("card" in answer) await onMade(answer);
    else onAsked(answer);
  });
  const wrongShares = packet && !(Number.isInteger(shares) && shares >= 1 && shares <= SHARES_MAX);
  const { note, tooMuch } = useAvailable(minor);
  const wrongAmount = useWrongAmount(typed, minor, packet ? shares : null) ?? tooMuch;
  const ready = wanted && !wrongShares && !wrongAmount;
  return (
    <Page
      alone
      top={<Head giving={giving} />}
      onSubmit={() => ready && void ask.run(wanted)}
      bottom={<GoOn problem={ask.problem} busy={ask.busy} disabled={!ready} />}
    >
      {giving.kind === "transfer" && <Payee room={giving.room} to={giving.to} />}
      <Field
        {...AMOUNT}
        label={packet ? t`How much in all` : t`Amount`}
        value={typed}
        onValue={(value) => {
          ask.clear();
          setTyped(value);
        }}
        note={note}
        wrong={wrongAmount}
      />
      {packet && <Shares value={typedShares} wrong={wrongShares} onValue={setTypedShares} random={random} onRandom={setRandom} />}
      <Learns packet={packet} />
    </Page>
  );
}

function GoOn({ problem, busy, disabled }: { problem: Problem | null; busy: boolean; disabled: boolean }) {
  const { t } = useLingui();
  return (
    <>
      <WalletProblemLine problem={problem} />
      <Button type="submit" busy={busy} disabled={disabled}>
        {t`Go on`}
      </Button>
    </>
  );
}

function Head({ giving }: { giving: Giving }) {
  const { t } = useLingui();
  const back = useWayBack(giving.room);
  return <TopBar title={giving.kind === "packet" ? t`Red packet` : t`Transfer`} back={back} deep replace />;
}

/** Why an amount will not do. `shares`: of a red packet. */
function useWrongAmount(typed: string, minor: number | null, shares: number | null): string | undefined {
  const { t } = useLingui();
  if (typed.trim() !== "" && !minor) return t`An amount has figures and at most two places: 20 or 12.50`;
  if (shares === null || !minor) return undefined;
  if (minor > PACKET_MINOR_MAX) return t`A red packet holds at most ¥200.`;
  return minor < shares ? t`Each share has at least one fen.` : undefined;
}

function Learns({ packet }: { packet: boolean }) {
  const { t } = useLingui();
  return (
    <LearnsLine icon={<Eye />}>
      {packet
        ? t`Whoever is in the conversation sees the amount and who got what. What nobody opens is back in a day.`
        : t`Whoever is in the conversation sees the amount. What is not accepted is back in a day.`}
    </LearnsLine>
  );
}

interface SharesProps {
  value: string;
  wrong: boolean;
  onValue: (value: string) => void;
  random: boolean;
  onRandom: (random: boolean) => void;
}

function Shares({ value, wrong, onValue, random, onRandom }: SharesProps) {
  const { t } = useLingui();
  return (
    <>
      <Field
        label={t`For how many`}
        name="shares"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onValue={onValue}
        wrong={wrong ? t`From 1 to ${SHARES_MAX} people` : undefined}
      />
      <Switch
        label={t`By luck`}
        note={t`Shares are drawn now and shuffled; at the end everybody can check the drawing.`}
        on={random}
        onTurn={onRandom}
      />
    </>
  );
}

function wantedOf(giving: Giving, minor: number, shares: number, random: boolean): CardWanted {
  const amount = { minor, currency: CURRENCY };
  return giving.kind === "transfer"
    ? { room: giving.room, kind: "transfer", amount, to: giving.to }
    : { room: giving.room, kind: random ? "randomPacket" : "equalPacket", amount, shares };
}
