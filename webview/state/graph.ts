import type { GraphEdge, GraphNode, GraphText, OutputGraph } from '../../src/core/analysis/graph/output-graph.ts';
import { LINE } from '../../src/core/analysis/graph/layout.ts';
import { own } from '../../src/core/own.ts';
import type { Passage } from './view-state.ts';

/** What a drawing of a graph needs to know of it: who passes what, and where the ribbons are. Pure arithmetic. */

/** A place in the graph that outputs pass. */
export type Passed = { readonly node: number } | { readonly edge: number };

/** Whether an output passes it. */
function passes({ path }: GraphText, passed: Passed, { edges }: OutputGraph): boolean {
  if ('node' in passed) return path.includes(passed.node);
  const edge = edges[passed.edge];
  const at = edge === undefined ? -1 : path.indexOf(edge.from);
  return at >= 0 && path[at + 1] === edge?.to;
}

/** The different outputs that pass a place, most frequent first. */
export function textsThrough(graph: OutputGraph, passed: Passed): readonly GraphText[] {
  return graph.texts.filter((text) => passes(text, passed, graph));
}

/** Outputs of these texts, and by target id. */
export function countsOf(texts: readonly GraphText[]): {
  readonly count: number;
  readonly byTarget: Readonly<Record<string, number>>;
} {
  const byTarget: Record<string, number> = {};
  let count = 0;
  for (const text of texts) {
    count += text.count;
    for (const [target, runs] of Object.entries(text.byTarget)) byTarget[target] = (own(byTarget, target) ?? 0) + runs;
  }
  return { count, byTarget };
}

/** Runs by node and by edge, each by the order of `targets`. */
export interface Flows {
  readonly nodes: readonly (readonly number[])[];
  readonly edges: readonly (readonly number[])[];
}

/** What the runs of some texts pass. */
export function flowsOf({ nodes, edges, targets }: OutputGraph, texts: readonly GraphText[]): Flows {
  const none = (): number[] => targets.map(() => 0);
  const [ofNodes, ofEdges] = [nodes.map(none), edges.map(none)];
  const edgeAt = new Map(edges.map(({ from, to }, edge) => [from * nodes.length + to, edge]));
  for (const { path, byTarget } of texts) {
    const runs = targets.map((target) => own(byTarget, target) ?? 0);
    const add = (counts: number[]): void => runs.forEach((count, target) => (counts[target]! += count));
    path.forEach((node, at) => {
      add(ofNodes[node]!);
      const from = path[at - 1];
      if (from !== undefined) add(ofEdges[edgeAt.get(from * nodes.length + node)!]!);
    });
  }
  return { nodes: ofNodes, edges: ofEdges };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const px = (value: number): string => String(Math.round(value * 10) / 10);

/** Part of a ribbon or a bar that is one target's: where it begins from the middle, and how thick it is, px. */
interface Strand {
  readonly target: number;
  readonly top: number;
  readonly thick: number;
}

/** All targets above each other; `part`: how many runs of each are shown, of all that pass. */
function strandsOf(all: readonly number[], part: readonly number[], run: number): readonly Strand[] {
  let top = (-sum(all) * run) / 2;
  return all.flatMap((count, target) => {
    const strand = { target, top, thick: part[target]! * run };
    top += count * run;
    return strand.thick === 0 ? [] : [strand];
  });
}

/** Outline of a strand along a ribbon. */
function outline({ way }: GraphEdge, { top, thick }: Strand): string {
  const points = Array.from({ length: way.length / 2 }, (_, at) => [way[2 * at]!, way[2 * at + 1]! + top] as const);
  const side = (ends: readonly (readonly [number, number])[], below: number): string =>
    ends
      .slice(1)
      .map(([x, y], at) => {
        const [fromX, fromY] = ends[at]!;
        const middle = px((fromX + x) / 2);
        return fromY === y
          ? `L${px(x)} ${px(y + below)}`
          : `C${middle} ${px(fromY + below)} ${middle} ${px(y + below)} ${px(x)} ${px(y + below)}`;
      })
      .join('');
  const [first, last] = [points[0]!, points.at(-1)!];
  return (
    `M${px(first[0])} ${px(first[1])}${side(points, 0)}` +
    `L${px(last[0])} ${px(last[1] + thick)}${side(points.toReversed(), thick)}Z`
  );
}

/** Width of the bar before the words of a node, px. */
export const BAR = 4;

/** The bar before the words of a node. */
const bar = ({ x, y, height }: GraphNode, { top, thick }: Strand): string =>
  `M${px(x)} ${px(y + height / 2 + top)}h${BAR}v${px(thick)}h${-BAR}Z`;

/** Height of a line of words above its foot, and room between the bar and the words, px. */
const FOOT = 12;
const INDENT = 5;

/** Where the words of a node stand: each line with the left end of its foot. */
export function linesOf({ x, y, height, lines }: GraphNode): readonly { text: string; x: number; y: number }[] {
  const top = y + (height - lines.length * LINE.height) / 2 + FOOT;
  return lines.map((text, at) => ({ text, x: x + BAR + INDENT, y: top + at * LINE.height }));
}

/** What is drawn of one target: all its ribbons as one outline, and all its bars. */
export interface Outlines {
  readonly target: string;
  readonly ribbons: string;
  readonly bars: string;
}

/** Outlines by target; `part`: the runs that are shown, of `all` that there are. */
export function outlinesOf(graph: OutputGraph, all: Flows, part: Flows = all): readonly Outlines[] {
  const { targets, nodes, edges, run } = graph;
  const drawn = targets.map((target) => ({ target, ribbons: '', bars: '' }));
  edges.forEach((edge, at) => {
    for (const strand of strandsOf(all.edges[at]!, part.edges[at]!, run))
      drawn[strand.target]!.ribbons += outline(edge, strand);
  });
  nodes.forEach((node, at) => {
    for (const strand of strandsOf(all.nodes[at]!, part.nodes[at]!, run))
      drawn[strand.target]!.bars += bar(node, strand);
  });
  return drawn;
}

/** The edge whose ribbon is at a place; of several, the last. `undefined` where there is none. */
export function edgeAt({ edges, run }: OutputGraph, flows: Flows, x: number, y: number): number | undefined {
  const found = edges.findLastIndex(({ way }, edge) => {
    const middle = middleAt(way, x);
    return middle !== null && Math.abs(y - middle) <= Math.max(2, (sum(flows.edges[edge]!) * run) / 2);
  });
  return found < 0 ? undefined : found;
}

/** Where the middle of a ribbon is at `x`; `null` beside it. */
function middleAt(way: readonly number[], x: number): number | null {
  for (let at = 0; at + 3 < way.length; at += 2) {
    const [fromX, fromY, toX, toY] = way.slice(at, at + 4) as [number, number, number, number];
    if (x < fromX || x > toX || fromX === toX) continue;
    const t = alongCurve((x - fromX) / (toX - fromX));
    return fromY + (toY - fromY) * (3 - 2 * t) * t * t;
  }
  return null;
}

/** How far along one of our curves (0 to 1) it is that far to the right: halves, because x(t) = 1.5t - 1.5t² + t³ only grows. */
function alongCurve(right: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step++) {
    const t = (low + high) / 2;
    if (((t - 1.5) * t + 1.5) * t < right) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

/** Words of a node on one line. */
export const wordsOf = ({ nodes }: OutputGraph, node: number): string => nodes[node]!.lines.join(' ');

/** The piece of a path that passes a place, to find its outputs by. */
export function passageOf(graph: OutputGraph, passed: Passed): Passage | null {
  const [text] = textsThrough(graph, passed);
  if (text === undefined) return null;
  const node = 'node' in passed ? passed.node : graph.edges[passed.edge]!.from;
  const at = text.path.indexOf(node);
  const last = text.ends[at]!;
  if ('node' in passed) return { ...text.trial, from: last, to: last, words: wordsOf(graph, node) };
  const words = `${wordsOf(graph, node)} ${wordsOf(graph, graph.edges[passed.edge]!.to)}`;
  return { ...text.trial, from: last, to: last + 1, words };
}

/** The whole path of an output. */
export const passageOfText = ({ text, trial, words }: GraphText): Passage => ({
  ...trial,
  ...{ from: 0, to: words + 1, words: text },
});

/** Where the arrow keys lead. */
const STEPS: Readonly<Record<string, 'next' | 'last' | 'above' | 'below' | 'first' | 'end'>> = {
  ArrowRight: 'next',
  ArrowLeft: 'last',
  ArrowUp: 'above',
  ArrowDown: 'below',
  Home: 'first',
  End: 'end',
};

/** The node that a key leads to; `followed`: the output whose path is walked along. `undefined`: no key of these. */
export function nodeAfter(
  graph: OutputGraph,
  node: number,
  followed: GraphText | undefined,
  key: string,
): number | undefined {
  const step = STEPS[key];
  if (step === undefined) return undefined;
  if (step === 'above' || step === 'below') return besides(graph, node, step === 'below' ? 1 : -1);
  const path = followed?.path ?? [];
  const at = path.indexOf(node);
  if (step === 'first' || step === 'end') return path.at(step === 'first' ? 0 : -1) ?? node;
  return path[at + (step === 'next' ? 1 : -1)] ?? node;
}

/** The next node of the same column. */
function besides({ nodes }: OutputGraph, node: number, by: 1 | -1): number {
  const { column } = nodes[node]!;
  const same = nodes.flatMap((other, index) => (other.column === column ? [index] : []));
  same.sort((a, b) => nodes[a]!.y - nodes[b]!.y);
  return same[same.indexOf(node) + by] ?? node;
}
