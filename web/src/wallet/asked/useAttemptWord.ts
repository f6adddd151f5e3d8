import { useLingui } from "@lingui/react/macro";
import type { ATTEMPT_WORDS } from "../model";

type Known = (typeof ATTEMPT_WORDS)[number];

/** Why a code did not go through, for whose it was. */
export function useAttemptWord(): (word: string) => string {
  const { t } = useLingui();
  const sentences: Record<Known, string> = {
    code_already_used: t`A code was tried again after it had been used`,
    code_already_refused: t`A code was tried again after it had been refused`,
    code_wrong_device: t`A code of a phone that no longer shows yours`,
    code_expired: t`A code was tried when its time was over`,
    clock_ahead: t`The clock of the phone is ahead`,
    clock_behind: t`The clock of the phone is behind`,
    code_altered: t`A code was changed, or tried for another amount`,
    needs_confirmation: t`It needed your word, and this phone could not be asked`,
    wallet_frozen: t`Your wallet was frozen`,
    limit_day: t`It was more than you allow for a day`,
    not_answered: t`You did not answer in time`,
    refused_by_payer: t`You refused it`,
    funds_insufficient: t`There was not enough in your wallet`,
    payee_full: t`Their wallet could not take it`,
  };
  return (word) => (word in sentences ? sentences[word as Known] : t`A code did not hold`);
}
