import type { TrialKey } from '../../model/run.ts';
import { tallyBy } from '../grouped.ts';
import { joinTokens } from '../texts/tokens.ts';
import type { TrialRead } from '../trial-read.ts';
import { type DrawnText, drawnTexts, mostFrequent } from './drawn-text.ts';
import { type GraphEdge, type GraphLayout, type GraphNode, layoutOf } from './layout.ts';
import { mergedPaths } from './merge.ts';
import type { PathPiece } from './path-piece.ts';
import { prefixTree } from './prefix-tree.ts';
import { type SegmentPaths, segmentsOf } from './segments.ts';
import type { WordPaths } from './word-paths.ts';

/** The outputs of a run as paths through the words that they share. */

/** Different outputs of a graph; more are drawn as a tree. */
const MOST_TEXTS = 300;
/** Different outputs of a tree. */
const MOST_TEXTS_OF_TREE = 2_000;
/** Nodes and edges of a graph; what has more is drawn as a tree as well. */
const MOST_NODES = 800;
const MOST_EDGES = 1_600;
/** Nodes of a tree, which holds only what is in the most outputs. */
const MOST_NODES_OF_TREE = 100;

/** Outputs whose words are the same when they are folded. */
export interface GraphText {
  /** The most frequent wording. Hostile text. */
  readonly text: string;
  readonly count: number;
  readonly byTarget: Readonly<Record<string, number>>;
  /** One of them. */
  readonly trial: TrialKey;
  /** Nodes in order; of a tree, as far as they are drawn. */
  readonly path: readonly number[];
  /** Place of the last word of each node of the path, counted from 1. */
  readonly ends: readonly number[];
  readonly words: number;
}

export interface OutputGraph extends GraphLayout {
  /** `tree`: words are shared only as long as outputs begin alike. */
  readonly shape: 'graph' | 'tree';
  /** Target ids; counts of edges and nodes go by their order. */
  readonly targets: readonly string[];
  /** Outputs that are drawn. */
  readonly outputs: number;
  /** Outputs with more words than a graph takes. */
  readonly longer: number;
  /** Outputs of which no word is drawn, because fewer than `least` share it. */
  readonly rarer: number;
  /** Words of fewer outputs are not drawn. */
  readonly least: number;
  /** Different outputs, when they are too many to be drawn in any way; otherwise 0. */
  readonly tooMany: number;
  /** Most frequent first. */
  readonly texts: readonly GraphText[];
}
export type { GraphEdge, GraphNode };

/** A drawn graph, and what finds outputs by a piece of a path. */
export interface Drawn {
  readonly graph: OutputGraph;
  readonly paths: WordPaths;
  /** By place among all reads: number of its text. */
  readonly textOf: ReadonlyMap<number, number>;
}

export function drawGraph(reads: readonly TrialRead[]): Drawn {
  const found = drawnTexts(reads);
  const tooMany = found.texts.length > MOST_TEXTS_OF_TREE ? found.texts.length : 0;
  const texts = tooMany > 0 ? [] : found.texts;
  const keys = texts.map(({ words }) => words.map(({ key }) => key));
  const merged = texts.length > MOST_TEXTS ? null : mergedPaths(keys);
  const graph = merged !== null && canBeRead(segmentsOf(merged)) ? merged : null;
  const paths = graph ?? prefixTree(keys);
  const weights = texts.map(({ members }) => members.length);
  const { least, shown } = graph === null ? frequentPart(paths, weights) : { least: 1, shown: paths };
  const placed = placedPaths(texts, shown, reads);
  return {
    graph: {
      ...placed,
      ...{ shape: graph === null ? 'tree' : 'graph', longer: found.longer, least, tooMany },
      rarer: weights.reduce((sum, count) => sum + count, 0) - placed.outputs,
    },
    paths,
    textOf: new Map(texts.flatMap(({ members }, text) => members.map((read) => [read, text] as const))),
  };
}

function canBeRead({ segments, paths }: SegmentPaths): boolean {
  const edges = new Set(paths.flatMap((path) => path.slice(1).map((to, at) => path[at]! * segments.length + to)));
  return segments.length <= MOST_NODES && edges.size <= MOST_EDGES;
}

/** What is left of a tree when words of few outputs are cut off: of as few as there is room for. */
function frequentPart(
  { keys, paths }: WordPaths,
  weights: readonly number[],
): { readonly least: number; readonly shown: WordPaths } {
  const passing = new Array<number>(keys.length).fill(0);
  paths.forEach((path, text) => path.forEach((node) => (passing[node]! += weights[text]!)));
  for (let least = 2; ; least = Math.ceil(least * 1.1)) {
    // No more outputs pass a word than the one before it, so what is cut off is the end of a path.
    const shown = { keys, paths: paths.map((path) => path.filter((node) => passing[node]! >= least)) };
    if (segmentsOf(shown).segments.length <= MOST_NODES_OF_TREE) return { least, shown };
  }
}

/** The texts of which something is drawn, with the place of everything. */
function placedPaths(
  all: readonly DrawnText[],
  paths: WordPaths,
  reads: readonly TrialRead[],
): GraphLayout & Pick<OutputGraph, 'targets' | 'texts' | 'outputs'> {
  const { segments, paths: ways } = segmentsOf(paths);
  const texts = all.flatMap((text, index) => (ways[index]!.length === 0 ? [] : [{ text, way: ways[index]! }]));
  const outputs = texts.reduce((sum, { text }) => sum + text.members.length, 0);
  const weights = new Array<number>(segments.length).fill(0);
  const links = new Map<number, { from: number; to: number; weight: number }>();
  for (const { text, way } of texts) {
    const count = text.members.length;
    way.forEach((node, at) => {
      weights[node]! += count;
      const from = way[at - 1];
      if (from === undefined) return;
      const link = links.get(from * segments.length + node) ?? { from, to: node, weight: 0 };
      link.weight += count;
      links.set(from * segments.length + node, link);
    });
  }
  const shown = shownWords(all, paths);
  const words = segments.map((own) => own.map((word) => shown.get(word)!));
  const drawn = { words, weights, links: [...links.values()], outputs, different: texts.length };
  return {
    ...layoutOf(drawn, joinTokens),
    outputs,
    targets: [...new Set(reads.map(({ trial }) => trial.target))],
    texts: texts.map(({ text, way }) => graphText(text, way, segments, reads)),
  };
}

function graphText(
  { text, members, words }: DrawnText,
  path: readonly number[],
  segments: readonly (readonly number[])[],
  reads: readonly TrialRead[],
): GraphText {
  const byTarget = tallyBy(members, (read) => reads[read]!.trial.target);
  const { target, condition, trialIndex } = reads[members[0]!]!.trial;
  let place = 0;
  const ends = path.map((node) => (place += segments[node]!.length));
  return {
    ...{ text, byTarget, path, ends, count: members.length, words: words.length },
    trial: { target, condition, trialIndex },
  };
}

/** Each word that is drawn as most outputs that pass it write it. */
function shownWords(texts: readonly DrawnText[], { paths }: WordPaths): ReadonlyMap<number, string> {
  const wordings = new Map<number, Map<string, number>>();
  texts.forEach(({ words, members }, text) => {
    paths[text]!.forEach((node, place) => {
      const counts = wordings.get(node) ?? new Map<string, number>();
      const { shown } = words[place]!;
      wordings.set(node, counts.set(shown, (counts.get(shown) ?? 0) + members.length));
    });
  });
  return new Map([...wordings].map(([node, counts]) => [node, mostFrequent(counts)]));
}

const START = -1;
const END = -2;

/** Whether an output, by its place among all reads, takes that piece of the path of the output at `anchor`. */
export function takesPiece(
  { paths, textOf }: Drawn,
  anchor: number,
  { from, to }: PathPiece,
): (read: number) => boolean {
  const whole = (read: number): readonly number[] => {
    const text = textOf.get(read);
    return text === undefined ? [] : [START, ...paths.paths[text]!, END];
  };
  const piece = whole(anchor).slice(from, to + 1);
  const [first] = piece;
  if (first === undefined) return () => false;
  return (read) => {
    const path = whole(read);
    const at = path.indexOf(first);
    return at >= 0 && piece.every((node, offset) => path[at + offset] === node);
  };
}
