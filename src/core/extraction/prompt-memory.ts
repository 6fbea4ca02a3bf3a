/** All answers of a run share one prompt, so what is worked out from it is kept until another one comes. */

/** Remembers the result for the prompt asked last. `compute` must be pure. */
export function rememberLast<Result>(compute: (prompt: string) => Result): (prompt: string) => Result {
  let known: { readonly prompt: string; readonly result: Result } | null = null;
  return (prompt) => {
    if (known?.prompt !== prompt) known = { prompt, result: compute(prompt) };
    return known.result;
  };
}
