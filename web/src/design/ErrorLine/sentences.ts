import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { PASSWORD_CHARS_MIN } from "../../matrix/limits";
import type { Problem, ProblemCode } from "../../matrix/model";

/** Says a refusal in the reader's language: what happened, and what to do. */
export function useSentence(): (problem: Pick<Problem, "code" | "retryAfterMs">) => string {
  const { t } = useLingui();
  return ({ code, retryAfterMs }) => {
    if (code === "rateLimited" && retryAfterMs) {
      const seconds = Math.ceil(retryAfterMs / 1000);
      return t`That was too often. Try again in ${plural(seconds, { one: "# second", other: "# seconds" })}.`;
    }
    const sentences: Record<ProblemCode, string> = {
      offline: t`The house cannot be reached. Check your connection; nothing was changed.`,
      rateLimited: t`That was too often. Wait a little, then try again.`,
      serverError: t`The house has a fault of its own. Nothing was changed; try again later.`,
      notFound: t`It is no longer there.`,
      forbidden: t`You may not do this here.`,
      wrongPassword: t`Handle and password do not match.`,
      weakPassword: t`This password is among the first to be guessed. Take at least ${{ shortest: PASSWORD_CHARS_MIN }} characters that nobody would try.`,
      suspended: t`The house has suspended you. You can read, but not write.`,
      deactivated: t`This person has left the house for good.`,
      handleTaken: t`Somebody has this handle. Choose another one.`,
      handleInvalid: t`A handle has small letters a to z, digits and . _ - only, and begins and ends with a letter or digit.`,
      handleReserved: t`The house keeps this handle for itself. Choose another one.`,
      registrationClosed: t`This house takes nobody new at the moment.`,
      registrationTokenInvalid: t`This invitation is not valid, or it is used up.`,
      passkeyRefused: t`The house did not accept this passkey.`,
      passkeyCancelled: t`No passkey was used, and nothing was changed. If there is none here, take another way.`,
      passkeyUnsupported: t`This browser cannot use passkeys here. Use a password instead.`,
      ceremonyExpired: t`That took too long. Start again.`,
      lastWayIn: t`One passkey or a password has to stay. Add another one first.`,
      recoveryRefused: t`Handle and recovery code do not match.`,
      recoveryCodeInvalid: t`This is not your recovery code. Check each group of four.`,
      linkUsedOrExpired: t`This link was used before, or its time is over. Ask for a new one.`,
      tooLarge: t`This file is too large for the house.`,
      tooLong: t`This message is too long. Make it shorter, or send it in parts.`,
      quotaFull: t`Your space in the house is full.`,
      notAPicture: t`This picture is damaged, or of a kind that is not known here.`,
      mediaBroken: t`This file is damaged and cannot be opened.`,
      identityChanged: t`Their identity has changed. Nothing was sent.`,
      thisDeviceUnverified: t`Confirm this device first. Nothing was sent.`,
      cancelled: t`You cancelled it. Nothing was changed.`,
      unknown: t`Something is not right. Nothing was changed; try again.`,
    };
    return sentences[code];
  };
}
