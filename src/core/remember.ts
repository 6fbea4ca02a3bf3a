/**
 * Pure functions that do not work the same thing out twice, each with as much memory as its callers need. What one report leaves
 * to the next is in `memory.ts`.
 */

/** Remembers the result for the argument of the last call: whoever asks, asks all about one thing before the next. */
export function rememberLast<Of, Result>(compute: (of: Of) => Result): (of: Of) => Result {
  let known: { readonly of: Of; readonly result: Result } | null = null;
  return (of) => {
    if (known?.of !== of) known = { of, result: compute(of) };
    return known.result;
  };
}

/** Remembers the result for each object, for as long as that is there. */
export function rememberEach<Of extends object, Result extends NonNullable<unknown> | null>(
  compute: (of: Of) => Result,
): (of: Of) => Result {
  const known = new WeakMap<Of, Result>();
  return (of) => {
    let result = known.get(of);
    if (result === undefined) known.set(of, (result = compute(of)));
    return result;
  };
}

/** Remembers `most` results, by a key of their arguments that says all the result depends on. Forgets all when it is full. */
export function rememberUpTo<Of, Result extends NonNullable<unknown> | null>(
  most: number,
  keyOf: (of: Of) => string,
  compute: (of: Of) => Result,
): (of: Of) => Result {
  const known = new Map<string, Result>();
  return (of) => {
    const key = keyOf(of);
    let result = known.get(key);
    if (result === undefined) {
      result = compute(of);
      if (known.size >= most) known.clear();
      known.set(key, result);
    }
    return result;
  };
}
