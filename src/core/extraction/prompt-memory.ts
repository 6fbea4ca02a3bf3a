/** All answers of a run share one prompt, so what is worked out from it is kept until another one comes. */

/** Remembers the result for the prompt asked last. `compute` must be pure. */
export function rememberLast<Result>(compute: (prompt: string) => Result): (prompt: string) => Result {
  let known: { readonly prompt: string; readonly result: Result } | null = null;
  return (prompt) => {
    if (known?.prompt !== prompt) known = { prompt, result: compute(prompt) };
    return known.result;
  };
}

/** What a prompt asks for stands in its first or last part; long documents in between are not searched, UTF-16 units. */
const PART = 1_500;

/** As `rememberLast`, for what can be told from the first and last part of a prompt. */
export function rememberEnds<Result>(compute: (prompt: string) => Result): (prompt: string) => Result {
  return rememberLast((prompt) =>
    compute(prompt.length <= 2 * PART ? prompt : `${prompt.slice(0, PART)}\n${prompt.slice(-PART)}`),
  );
}
