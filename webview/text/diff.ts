import { piecesOf } from './tokens.ts';

/** A part of two texts that are compared. */
export interface Change {
  /** `added`: only in the second text; `removed`: only in the first one. */
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Most words that are taken away and put in until two texts count as different throughout. */
const MOST_CHANGES = 400;
/** Longer texts are not compared, UTF-16 units. */
const LONGEST = 50_000;

/**
 * What changes `from` into `to`, word by word, with the fewest words taken away and put in (Myers 1986, the greedy form).
 * `null` where that is more than 400 words, or a text is longer than 50,000 units: it would be no help to a reader.
 */
export function diffWords(from: string, to: string): readonly Change[] | null {
  if (from.length > LONGEST || to.length > LONGEST) return null;
  const [a, b] = [piecesOf(from), piecesOf(to)];
  const head = sameAtStart(a, b);
  const tail = sameAtEnd(a, b, head);
  const steps = shortestSteps(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  if (steps === null) return null;
  return joined([...same(a.slice(0, head)), ...steps, ...same(a.slice(a.length - tail))]);
}

const same = (pieces: readonly string[]): readonly Change[] => pieces.map((text) => ({ kind: 'same', text }));

function sameAtStart(a: readonly string[], b: readonly string[]): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a[count] === b[count]) count += 1;
  return count;
}

function sameAtEnd(a: readonly string[], b: readonly string[], head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let count = 0;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}

/** Furthest places reached with each number of changes: on diagonal k (x - y) at index k + changes. */
type Trace = readonly Int32Array[];

function shortestSteps(a: readonly string[], b: readonly string[]): readonly Change[] | null {
  if (a.length === 0) return b.map((text) => ({ kind: 'added', text }));
  if (b.length === 0) return a.map((text) => ({ kind: 'removed', text }));
  // So many more words in one of them cannot come out below the limit.
  if (Math.abs(a.length - b.length) > MOST_CHANGES) return null;
  const trace = explore(a, b);
  return trace === null ? null : stepsBack(a, b, trace);
}

function explore(a: readonly string[], b: readonly string[]): Trace | null {
  const trace: Int32Array[] = [];
  for (let changes = 0; changes <= MOST_CHANGES; changes += 1) {
    const reached = new Int32Array(2 * changes + 1);
    for (let k = -changes; k <= changes; k += 2) {
      let x = changes === 0 ? 0 : startOn(k, trace[changes - 1]!, changes - 1);
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      reached[k + changes] = x;
      if (x >= a.length && y >= b.length) return [...trace, reached];
    }
    trace.push(reached);
  }
  return null;
}

/** Whether diagonal `k` is entered by putting a word in (from k + 1) and not by taking one away (from k - 1). */
function isPutIn(k: number, before: Int32Array, changes: number): boolean {
  if (k === -changes - 1) return true;
  if (k === changes + 1) return false;
  return before[k - 1 + changes]! < before[k + 1 + changes]!;
}

/** Where diagonal `k` begins after one more change; `before` was reached with `changes`. */
function startOn(k: number, before: Int32Array, changes: number): number {
  return isPutIn(k, before, changes) ? before[k + 1 + changes]! : before[k - 1 + changes]! + 1;
}

function stepsBack(a: readonly string[], b: readonly string[], trace: Trace): readonly Change[] {
  const steps: Change[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = trace.length - 1; changes > 0; changes -= 1) {
    const before = trace[changes - 1]!;
    const k = x - y;
    const putIn = isPutIn(k, before, changes - 1);
    const start = startOn(k, before, changes - 1);
    while (x > start) {
      x -= 1;
      steps.push({ kind: 'same', text: a[x]! });
    }
    y = start - k - (putIn ? 1 : 0);
    x = putIn ? start : start - 1;
    steps.push(putIn ? { kind: 'added', text: b[y]! } : { kind: 'removed', text: a[x]! });
  }
  while (x > 0) {
    x -= 1;
    steps.push({ kind: 'same', text: a[x]! });
  }
  return steps.reverse();
}

/**
 * Neighbours of one kind as one part; of a stretch that changed, what was there before what is there. White space
 * between two changes belongs to them, or a sentence that is another one would be cut at every word.
 */
function joined(steps: readonly Change[]): readonly Change[] {
  const changes: Change[] = [];
  let removed = '';
  let added = '';
  let kept = '';
  const add = (kind: Change['kind'], text: string): void => void (text !== '' && changes.push({ kind, text }));
  const endChange = (): void => {
    add('removed', removed);
    add('added', added);
    removed = added = '';
  };
  for (const { kind, text } of steps) {
    if (kind === 'same') {
      kept += text;
      continue;
    }
    const isBetween = removed + added !== '' && /^\s*$/.test(kept);
    if (isBetween) {
      removed += kept;
      added += kept;
    } else {
      endChange();
      add('same', kept);
    }
    kept = '';
    if (kind === 'removed') removed += text;
    else added += text;
  }
  endChange();
  add('same', kept);
  return changes;
}
