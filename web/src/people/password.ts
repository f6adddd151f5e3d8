import { PASSWORD_CHARS_MIN } from "../matrix/limits";

/** Is it worth asking the house about this password? Counts as the house does, in UTF-16. */
export function isLongEnough(password: string): boolean {
  return password.length >= PASSWORD_CHARS_MIN;
}
