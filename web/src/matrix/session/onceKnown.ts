/** Asks until there is an answer, which then holds. */
export function onceKnown<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: { readonly is: T } | null = null;
  return async () => {
    answer ??= { is: await ask() };
    return answer.is;
  };
}
