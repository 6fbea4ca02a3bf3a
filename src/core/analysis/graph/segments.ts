import type { WordPaths } from './word-paths.ts';

/** Words that follow each other in exactly the same texts, as one. */
export interface SegmentPaths {
  /** Words of each segment in order, by number. */
  readonly segments: readonly (readonly number[])[];
  /** Segments of each text in order. */
  readonly paths: readonly (readonly number[])[];
}

/** Stands for the beginning and the end of a text. */
const EDGE = -1;

/** `null` for a neighbour that differs from text to text. */
type Neighbours = Map<number, number | null>;

const note = (neighbours: Neighbours, node: number, neighbour: number): void => {
  const known = neighbours.get(node);
  neighbours.set(node, known === undefined || known === neighbour ? neighbour : null);
};

export function segmentsOf({ paths }: WordPaths): SegmentPaths {
  const before: Neighbours = new Map();
  const after: Neighbours = new Map();
  for (const path of paths) {
    path.forEach((node, place) => {
      note(before, node, path[place - 1] ?? EDGE);
      note(after, node, path[place + 1] ?? EDGE);
    });
  }
  const joins = (node: number, next: number): boolean => after.get(node) === next && before.get(next) === node;
  const segments: number[][] = [];
  const segmentOf = new Map<number, number>();
  return {
    segments,
    paths: paths.map((path) => {
      const way: number[] = [];
      path.forEach((node, place) => {
        const last = path[place - 1];
        if (last !== undefined && joins(last, node)) {
          if (segmentOf.has(node)) return;
          segmentOf.set(node, segmentOf.get(last)!);
          segments[segmentOf.get(last)!]!.push(node);
          return;
        }
        if (!segmentOf.has(node)) segmentOf.set(node, segments.push([node]) - 1);
        way.push(segmentOf.get(node)!);
      });
      return way;
    }),
  };
}
