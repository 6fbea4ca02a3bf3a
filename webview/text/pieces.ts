import type { Interval } from '../../src/core/model/report.ts';
import type { Change } from './diff.ts';

/** A piece of an output as it is shown. */
export interface Piece {
  readonly text: string;
  /** Set aside: not part of the answer. */
  readonly aside: boolean;
  /** Other models say it, too. */
  readonly shared: boolean;
  /** The prompt said it before. */
  readonly echo: boolean;
  /** Against another text: only here, or only there. `null` where nothing is compared, or both have it. */
  readonly change: 'added' | 'removed' | null;
}

/** What is said about parts of a text. */
export interface Marks {
  /** [start, end) offsets; those that overlap or lie outside the text are tolerated. */
  readonly aside: readonly Interval[];
  readonly shared: readonly Interval[];
  readonly echo: readonly Interval[];
  /** What changes another text into this one; the parts that are not `removed` make up this text. */
  readonly changes: readonly Change[] | null;
}

/** No marks at all. */
export const UNMARKED: Marks = { aside: [], shared: [], echo: [], changes: null };

/** Cuts `text` wherever something changes that is said about it. What was removed stands where it was. */
export function markedPieces(text: string, { aside, shared, echo, changes }: Marks): readonly Piece[] {
  const parts = changes ?? (text === '' ? [] : [{ kind: 'same', text } as const]);
  const cuts = cutsOf([...aside, ...shared, ...echo]);
  const pieces: Piece[] = [];
  const [isAside, isShared, isEcho] = [insideOf(aside), insideOf(shared), insideOf(echo)];
  let at = 0;
  let next = 0;
  for (const { kind, text: part } of parts) {
    if (kind === 'removed') {
      pieces.push({ text: part, aside: false, shared: false, echo: false, change: kind });
      continue;
    }
    const end = at + part.length;
    while (at < end) {
      while ((cuts[next] ?? Infinity) <= at) next += 1;
      const to = Math.min(end, cuts[next] ?? end);
      const change = kind === 'added' ? kind : null;
      pieces.push({ text: text.slice(at, to), aside: isAside(at), shared: isShared(at), echo: isEcho(at), change });
      at = to;
    }
  }
  return pieces;
}

function cutsOf(ranges: readonly Interval[]): readonly number[] {
  return [...new Set(ranges.flat())].sort((a, b) => a - b);
}

/** Tells of ever greater offsets whether they lie inside any of `ranges`. */
function insideOf(ranges: readonly Interval[]): (offset: number) => boolean {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  let next = 0;
  let reach = -1;
  return (offset) => {
    for (let range = sorted[next]; range !== undefined && range[0] <= offset; range = sorted[next]) {
      reach = Math.max(reach, range[1]);
      next += 1;
    }
    return offset < reach;
  };
}
