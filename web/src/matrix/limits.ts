/** Names of people and groups are no longer than this, in characters: longer ones are cut in every list. */
export const NAME_CHARS_MAX = 80;
