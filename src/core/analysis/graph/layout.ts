import { type Columns, columnsOf, type Link, meanPlace } from './columns.ts';
import { stacked } from './stacking.ts';

/** Where words and ribbons of a graph stand. Lengths are px; text is not measured, so widths are about right. */

/** A line of words, px: its height, and the width of a letter. */
export const LINE = { height: 16, letter: 7.1 } as const;
/** Between columns, between words above each other, and around the text of a node, px. */
const GAP = { across: 60, down: 8, text: 9 } as const;
/** Letters of a line. */
const LINE_LETTERS = 24;
/** Lines that are shown of words that several outputs share. */
const MOST_LINES = 5;
/** Of words of one output: the more different outputs, the fewer. */
const linesOfOne = (different: number): number => (different > 40 ? 1 : different > 12 ? 2 : MOST_LINES);
/** Height of all runs above each other, px, and the thinnest and thickest run. */
const RUNS = { height: 150, least: 1, most: 7 } as const;

export interface GraphNode {
  /** Hostile text. */
  readonly lines: readonly string[];
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  /** Middles of the ribbon: x and y of its beginning, of the end of its column, of both ends of each column it passes, and of its end. */
  readonly way: readonly number[];
}

export interface GraphLayout {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
  /** Thickness of a run, px. */
  readonly run: number;
}

/** What is laid out. */
export interface LaidOut {
  /** Words of each node, as they are shown. */
  readonly words: readonly (readonly string[])[];
  /** Outputs that pass each node. */
  readonly weights: readonly number[];
  readonly links: readonly Link[];
  /** Outputs, and different ones. */
  readonly outputs: number;
  readonly different: number;
}

/** About how many letters of the usual width a text is wide. */
function lettersOf(text: string): number {
  let letters = 0;
  for (const character of text) letters += character > '\u1100' ? 1.9 : 1;
  return letters;
}

/** Words in lines; what does not fit is left out, and an ellipsis stands for it. `join`: puts words side by side. */
export function linesOf(
  words: readonly string[],
  most: number,
  join: (words: readonly string[]) => string,
): readonly string[] {
  const lines: string[][] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && lettersOf(join([...last, word])) <= LINE_LETTERS) last.push(word);
    else if (lines.length === most) return lines.map((line, at) => join(line) + (at === most - 1 ? ' …' : ''));
    else lines.push([word]);
  }
  return lines.map(join);
}

export function layoutOf(graph: LaidOut, join: (words: readonly string[]) => string): GraphLayout {
  const { words, weights, links, outputs, different } = graph;
  const run = Math.min(RUNS.most, Math.max(RUNS.least, RUNS.height / outputs));
  const ofOne = linesOfOne(different);
  const lines = words.map((own, node) => linesOf(own, weights[node]! > 1 ? MOST_LINES : ofOne, join));
  const columns = columnsOf(weights, links);
  const heights = columns.slots.map(({ node, weight }) =>
    node === null ? weight * run : Math.max(weight * run, lines[node]!.length * LINE.height),
  );
  const widths = lines.map((own) => Math.ceil(Math.max(...own.map(lettersOf)) * LINE.letter) + 2 * GAP.text);
  const lefts: number[] = [];
  let width = 0;
  for (const column of columns.columns) {
    lefts.push(width);
    width += Math.max(0, ...column.map((slot) => widths[columns.slots[slot]!.node ?? -1] ?? 0)) + GAP.across;
  }
  const tops = topsOf(columns, heights);
  const columnOf = new Map(columns.columns.flatMap((slots, column) => slots.map((slot) => [slot, column] as const)));
  const nodes = lines.map((own, node): GraphNode => {
    const column = columnOf.get(node)!;
    return {
      ...{ lines: own, column, x: lefts[column]!, y: tops[node]! },
      ...{ width: widths[node]!, height: heights[node]! },
    };
  });
  const edges = edgesOf({ columns, links, nodes, tops, heights, lefts, columnOf, run });
  const height = Math.max(0, ...columns.slots.map((_, slot) => tops[slot]! + heights[slot]!));
  return { nodes, edges, width: Math.max(0, width - GAP.across), height, run };
}

/** Times that all columns are moved nearer to their neighbours. */
const PASSES = 6;

/** Tops of all slots: ribbons as straight as the order lets them be. */
function topsOf({ slots, columns }: Columns, heights: readonly number[]): readonly number[] {
  const tops = new Array<number>(slots.length).fill(0);
  const middle = (slot: number): number => tops[slot]! + heights[slot]! / 2;
  for (const column of columns) {
    let top = 0;
    for (const slot of column) {
      tops[slot] = top;
      top += heights[slot]! + GAP.down;
    }
  }
  for (let pass = 0; pass < PASSES; pass++) {
    const isForth = pass % 2 === 1;
    for (const column of isForth ? columns : columns.toReversed()) {
      const boxes = column.map((slot) => {
        const { before, after, weight } = slots[slot]!;
        const neighbours = isForth ? before : after;
        // Without a neighbour on that side it stays where it is, unless others need the room.
        return {
          height: heights[slot]!,
          wanted:
            meanPlace(neighbours.length > 0 ? neighbours : isForth ? after : before, slots, middle) ?? middle(slot),
          weight: neighbours.length > 0 ? weight : weight / 10,
        };
      });
      stacked(boxes, GAP.down).forEach((top, at) => (tops[column[at]!] = top));
    }
  }
  const first = Math.min(...tops);
  return tops.map((top) => top - first);
}

interface Placed {
  readonly columns: Columns;
  readonly links: readonly Link[];
  readonly nodes: readonly GraphNode[];
  readonly tops: readonly number[];
  readonly heights: readonly number[];
  readonly lefts: readonly number[];
  readonly columnOf: ReadonlyMap<number, number>;
  readonly run: number;
}

/** The ways of all edges. At a node they stand above each other in the order of where they lead, without crossing there. */
function edgesOf({ columns, links, nodes, tops, heights, lefts, columnOf, run }: Placed): readonly GraphEdge[] {
  const middle = (slot: number): number => tops[slot]! + heights[slot]! / 2;
  const ends = (isOut: boolean): readonly number[] => {
    const found = new Array<number>(links.length).fill(0);
    const byNode = new Map<number, number[]>();
    links.forEach(({ from, to }, link) => {
      const node = isOut ? from : to;
      byNode.set(node, [...(byNode.get(node) ?? []), link]);
    });
    for (const [node, own] of byNode) {
      const nextTo = (link: number): number => columns.ways[link]!.at(isOut ? 1 : -2)!;
      own.sort((a, b) => middle(nextTo(a)) - middle(nextTo(b)) || a - b);
      const all = own.reduce((sum, link) => sum + links[link]!.weight, 0) * run;
      let at = middle(node) - all / 2;
      for (const link of own) {
        const thick = links[link]!.weight * run;
        found[link] = at + thick / 2;
        at += thick;
      }
    }
    return found;
  };
  const [outs, ins] = [ends(true), ends(false)];
  return links.map(({ from, to }, link) => {
    const passed = columns.ways[link]!.slice(1, -1).flatMap((slot) => {
      const column = columnOf.get(slot)!;
      const right = lefts[column + 1]! - GAP.across;
      return [lefts[column]!, middle(slot), right, middle(slot)];
    });
    const { x, width, column } = nodes[from]!;
    const out = outs[link]!;
    // Straight as far as other words of its column may reach, so that it crosses none of them.
    const left = [x + width, out, lefts[column + 1]! - GAP.across, out];
    return { from, to, way: [...left, ...passed, nodes[to]!.x, ins[link]!] };
  });
}
