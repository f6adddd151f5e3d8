import { useLingui } from "@lingui/react/macro";
import Bank from "~icons/ph/bank";
import Coins from "~icons/ph/hand-coins";
import { Amount } from "../../design/Amount/Amount";
import { Avatar } from "../../design/Avatar/Avatar";
import { useMoments } from "../../design/moments";
import { Row } from "../../design/Row/Row";
import { FaceAvatar } from "../faces/FaceAvatar";
import { useFaceName } from "../faces/useFaceName";
import type { Movement } from "../model";
import { faceOf, nameOf } from "../words/nameOf";
import style from "./History.module.css";

/** A movement in a list; leads to its receipt. */
export function MovementRow({ movement }: { movement: Movement }) {
  return (
    <Row
      wraps
      leading={<MovementPicture movement={movement} />}
      title={useMovementTitle()(movement)}
      second={useSecond()(movement)}
      meta={<Amount size="row" moved of={movement.moved} />}
      href={`#/receipt/${movement.number}`}
    />
  );
}

/** Whose it is: the bank that is none, the house, a face, or somebody who is known. */
export function MovementPicture({ movement }: { movement: Movement }) {
  const fee = isFee(movement);
  if (fee || movement.kind === "playMoney" || movement.kind.startsWith("money")) {
    return (
      <span className={style.bank} data-size="52">
        {fee ? <Coins /> : <Bank />}
      </span>
    );
  }
  if (movement.face) return <FaceAvatar of={movement.face} size={52} />;
  return <Avatar of={faceOf(movement.with ?? { userId: movement.id, name: null })} size={52} />;
}

/** What a payee leaves to the house, or gets back of it. */
export const isFee = ({ kind }: Movement) => kind === "fee" || kind === "feeBack";

/** With whom it was, as far as that is told. */
export function useMovementTitle(): (movement: Movement) => string {
  const { t } = useLingui();
  const faceName = useFaceName();
  return ({ kind, face, with: other }) => {
    if (kind === "playMoney") return t`The sandbox's bank`;
    if (kind === "fee" || kind === "feeBack") return t`The house`;
    if (kind === "moneyIn") return t`Paid in`;
    if (kind.startsWith("money")) return kind === "moneyOut" ? t`Taken out` : t`Came back`;
    if (face) return faceName(face);
    if (other) return nameOf(other);
    return kind === "redPacket" || kind === "redPacketBack" ? t`Red packet` : t`Somebody who has left`;
  };
}

function useSecond(): (movement: Movement) => string {
  const { t } = useLingui();
  const { time } = useMoments();
  return ({ kind, moved, note, waits, at: when }) => {
    const at = time(when);
    const came = moved.minor > 0;
    if (kind === "playMoney") return t`Play money, ${at}`;
    if (kind === "refund") return came ? t`Given back to you, ${at}` : t`Given back by you, ${at}`;
    if (kind === "cash") return came ? t`Cash paid in, ${at}` : t`Cash that you took in, ${at}`;
    if (kind === "fee") return t`Fee of a payment, ${at}`;
    if (kind === "feeBack") return t`Fee back, ${at}`;
    if (kind === "code") return came ? t`By a code, ${at}` : t`By your code, ${at}`;
    if (kind === "poster") return came ? t`They scanned your code, ${at}` : t`You scanned their code, ${at}`;
    if (kind === "redPacket" && came) return t`From a red packet, ${at}`;
    if (kind === "transferBack" || kind === "redPacketBack") return t`Nobody took it: back to you, ${at}`;
    if (waits) return t`From you, not taken yet, ${at}`;
    if (note) return `${note}, ${at}`;
    return came ? t`To you, ${at}` : t`From you, ${at}`;
  };
}
