/** The house takes no shorter one, in characters. */
const SHORTEST = 8;

/** Is it worth asking the house about this password? Counts as the house does, in UTF-16. */
export function isLongEnough(password: string): boolean {
  return password.length >= SHORTEST;
}
