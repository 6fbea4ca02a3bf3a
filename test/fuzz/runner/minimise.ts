/** A smaller input that is still interesting is looked for in steps; each tries to leave out, or to replace, one part. */

/** Whether an input still breaks the same promise. */
export type StillBroken = (input: unknown) => Promise<boolean>;

/** The smallest input that was found before `until` (ms as `performance.now()` counts). */
export async function minimised(input: unknown, isBroken: StillBroken, until: number): Promise<unknown> {
  let best = input;
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    for (const smaller of smallerThan(best)) {
      if (performance.now() > until) return best;
      if (!(await isBroken(smaller))) continue;
      best = smaller;
      hasShrunk = true;
      break;
    }
  }
  return best;
}

/** Inputs with a part less, the largest parts first. */
export function* smallerThan(value: unknown): Generator {
  if (typeof value === 'string') yield* smallerText(value);
  else if (Array.isArray(value)) yield* smallerList(value as readonly unknown[]);
  else if (typeof value === 'object' && value !== null)
    yield* smallerObject(value as Readonly<Record<string, unknown>>);
  else if (typeof value === 'number' && value !== 0) yield 0;
}

function* smallerText(text: string): Generator {
  for (const [from, to] of stretches(text.length)) yield text.slice(0, from) + text.slice(to);
}

function* smallerList(list: readonly unknown[]): Generator {
  for (const [from, to] of stretches(list.length)) yield [...list.slice(0, from), ...list.slice(to)];
  for (const [index, entry] of list.entries()) {
    for (const smaller of smallerThan(entry)) yield list.with(index, smaller);
  }
}

/** Members stay: without them another sentence would be said. */
function* smallerObject(object: Readonly<Record<string, unknown>>): Generator {
  for (const [key, member] of Object.entries(object)) {
    for (const smaller of smallerThan(member)) yield { ...object, [key]: smaller };
  }
}

/** Stretches that together cover everything: the whole, halves, quarters and so on, down to single places of short ones. */
function* stretches(length: number): Generator<readonly [number, number]> {
  for (let size = length; size >= 1; size = Math.floor(size / 2)) {
    if (length / size > 64) return;
    for (let from = 0; from < length; from += size) yield [from, Math.min(length, from + size)];
  }
}
