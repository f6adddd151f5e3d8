import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useRef, useState } from "react";
import Bank from "~icons/ph/bank";
import { Amount } from "../../design/Amount/Amount";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { EmptyState } from "../../design/EmptyState/EmptyState";
import { useMoments } from "../../design/moments";
import { Row, Rows } from "../../design/Row/Row";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { useVerb } from "../../matrix/react";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Face, Movement, MovementPage } from "../model";
import { useWallet } from "../react";
import { faceOf, nameOf } from "../words/nameOf";
import { Retry } from "../words/Retry";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { byDay } from "./byDay";
import style from "./Home.module.css";

/** How the money moved, the newest first, by days. `moved` counts what may have changed it. */
export function Movements({ currency, moved }: { currency: string; moved: number }) {
  const { t } = useLingui();
  const { date } = useMoments();
  const { page, newest, older } = usePages(currency, moved);
  const again = () => void newest.run();
  if (page === null) {
    if (newest.problem) return <Retry problem={newest.problem} again={again} />;
    return <SkeletonRows count={3} label={t`Asking the house`} />;
  }
  if (page.movements.length === 0) return <EmptyState motif="koi">{t`No money has come or gone yet.`}</EmptyState>;
  return (
    <div className={style.days}>
      {newest.problem && <Retry problem={newest.problem} again={again} />}
      {byDay(page.movements).map(({ day, today, movements }) => (
        <section key={day} aria-label={today ? t`Today` : date(day)}>
          <h2 className={style.day}>{today ? t`Today` : date(day)}</h2>
          <Rows>
            {movements.map((movement) => (
              <Line key={movement.id} movement={movement} />
            ))}
          </Rows>
        </section>
      ))}
      <WalletProblemLine problem={older.problem} />
      {page.next !== null && (
        <Button kind="outline" busy={older.busy} onClick={() => void older.run()}>
          {t`Show earlier ones`}
        </Button>
      )}
    </div>
  );
}

function Line({ movement }: { movement: Movement }) {
  const { t } = useLingui();
  const { time } = useMoments();
  const at = time(movement.at);
  const amount = <Amount size="row" moved of={movement.moved} />;
  if (movement.kind === "playMoney") {
    const leading = (
      <span className={style.bank} data-size="52">
        <Bank />
      </span>
    );
    return <Row wraps leading={leading} title={t`The sandbox's bank`} second={t`Play money, ${at}`} meta={amount} />;
  }
  if (movement.face) return <ByCode movement={movement} face={movement.face} />;
  const other = movement.with;
  const back = movement.kind === "transferBack" || movement.kind === "redPacketBack";
  const packet = movement.kind === "redPacket" || movement.kind === "redPacketBack";
  return (
    <Row
      wraps
      leading={<Avatar of={faceOf(other ?? { userId: movement.id, name: null })} size={52} />}
      title={other ? nameOf(other) : packet ? t`Red packet` : t`Somebody who has left`}
      second={back ? t`Nobody took it: back to you, ${at}` : movement.moved.minor > 0 ? t`To you, ${at}` : t`From you, ${at}`}
      meta={amount}
    />
  );
}

/** By a code, or back from one: there is a face, and nobody's name behind it. */
function ByCode({ movement, face }: { movement: Movement; face: Face }) {
  const { t } = useLingui();
  const { time } = useMoments();
  const nameOf = useFaceName();
  const at = time(movement.at);
  const came = movement.moved.minor > 0;
  const back = movement.kind === "refund";
  const second = back
    ? came
      ? t`Given back to you, ${at}`
      : t`Given back by you, ${at}`
    : came
      ? t`By a code, ${at}`
      : t`By your code, ${at}`;
  // A refund turns the sides round: whoever was paid gives back.
  const place = came === back ? "payment" : "charge";
  return (
    <Row
      wraps
      leading={<FaceAvatar of={face} size={52} />}
      title={nameOf(face)}
      second={second}
      meta={<Amount size="row" moved of={movement.moved} />}
      {...(movement.payment && { href: `#/${place}/${movement.payment}` })}
    />
  );
}

/** The pages that were asked for, as one; the newest is asked anew whenever something moved. */
function usePages(currency: string, moved: number) {
  const wallet = useWallet();
  const [page, setPage] = useState<MovementPage | null>(null);
  const shown = useRef(page);
  shown.current = page;
  const newest = useVerb(useCallback(async () => setPage(await wallet.history(currency, null)), [wallet, currency]));
  const older = useVerb(async () => {
    const before = shown.current;
    if (!before?.next) return;
    const more = await wallet.history(currency, before.next);
    // What was asked anew meanwhile begins anew.
    if (shown.current === before) setPage({ movements: [...before.movements, ...more.movements], next: more.next });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what moved is what sets it off
  useEffect(() => void newest.run(), [newest.run, moved]);
  return { page, newest, older };
}
