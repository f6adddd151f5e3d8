/** Names of people and groups are no longer than this, in characters: longer ones are cut in every list. */
export const NAME_CHARS_MAX = 80;

/** The house takes no shorter password, in characters; the house's own tests hold this number to the server's. */
export const PASSWORD_CHARS_MIN = 8;

/** Handles are no longer than this, in characters; the house's own tests hold this number to the server's. */
export const HANDLE_CHARS_MAX = 64;
