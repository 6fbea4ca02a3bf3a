import { isContentWord } from '../texts/tokens.ts';
import { BestBefore } from './best-before.ts';
import { depthsOf } from './depths.ts';
import type { WordPaths } from './word-paths.ts';

/**
 * Merges texts into a graph of words, one text after the other, as partial order alignment does with sequences (Lee, Grasso and
 * Sharlow 2002, Multiple sequence alignment using partial order graphs, Bioinformatics 18:452). Each text is aligned with the
 * graph of those before it: the heaviest chain of equal words that goes forward in both. Matched words become one, all others are new.
 * The graph has no cycle, and every edge is a step of some text.
 *
 * A word that texts share in their middle has several ways in and several out, and some way in and way out may be in no text at all:
 * a graph of words says less than the texts. So paths are kept with it, and whoever shows it must light whole paths of the texts that
 * pass a word, never what can merely be walked.
 */

/** What it is worth to merge a word that says something, and one that does not. */
const CONTENT = 3;
const SMALL = 0.5;
/** More for a word that follows the merged one before it in both, or begins or ends both; less where one of them has words between. */
const NEXT = 0.75;
const JUMP = 2;
/** Less where words stand behind the last merged one. So a common beginning is always merged, a single word elsewhere never. */
const LEAVE = 1;

interface Node {
  readonly key: string;
  readonly worth: number;
  readonly before: number[];
  readonly after: number[];
  isStart: boolean;
  isEnd: boolean;
}

/** A word of the text and one of the graph that are equal, at the end of the best chain of such. */
interface Match {
  readonly node: number;
  readonly place: number;
  readonly score: number;
  readonly last: Match | null;
}

class WordGraph {
  readonly nodes: Node[] = [];
  readonly #byKey = new Map<string, number[]>();
  /** Place of each node in an order in which every edge goes forward. */
  #rank = new Int32Array(0);

  /** Takes a text in; its path. */
  add(text: readonly string[]): readonly number[] {
    const matched = this.#align(text);
    const path = text.map((key, place) => matched.get(place) ?? this.#create(key));
    path.forEach((node, place) => {
      const next = path[place + 1];
      if (next === undefined) return;
      if (this.nodes[node]!.after.includes(next)) return;
      this.nodes[node]!.after.push(next);
      this.nodes[next]!.before.push(node);
    });
    this.nodes[path[0]!]!.isStart = true;
    this.nodes[path.at(-1)!]!.isEnd = true;
    this.#sort();
    return path;
  }

  #create(key: string): number {
    const worth = isContentWord(key) ? CONTENT : SMALL;
    const node = this.nodes.push({ key, worth, before: [], after: [], isStart: false, isEnd: false });
    const same = this.#byKey.get(key);
    if (same === undefined) this.#byKey.set(key, [node - 1]);
    else same.push(node - 1);
    return node - 1;
  }

  /** Which nodes the words of a text become, by place. */
  #align(text: readonly string[]): ReadonlyMap<number, number> {
    const best = new BestBefore<Match>(this.nodes.length);
    let row = new Map<number, Match>();
    let end: { readonly match: Match; readonly score: number } | null = null;
    for (const [place, key] of text.entries()) {
      const next = new Map<number, Match>();
      for (const node of this.#byKey.get(key) ?? []) {
        const match = this.#matchOf(node, place, row, best);
        next.set(node, match);
        const isEnd = place === text.length - 1 && this.nodes[node]!.isEnd;
        const score = match.score + (isEnd ? NEXT : -LEAVE);
        if (score > (end?.score ?? 0)) end = { match, score };
      }
      for (const match of next.values()) best.add(this.#rank[match.node]!, match.score, match);
      row = next;
    }
    const found = new Map<number, number>();
    for (let match = end?.match ?? null; match !== null; match = match.last) found.set(match.place, match.node);
    return found;
  }

  #matchOf(index: number, place: number, row: ReadonlyMap<number, Match>, best: BestBefore<Match>): Match {
    const node = this.nodes[index]!;
    let from = place === 0 && node.isStart ? NEXT : -JUMP;
    let last: Match | null = null;
    const consider = (match: Match, step: number): void => {
      if (match.score + step <= from) return;
      from = match.score + step;
      last = match;
    };
    const jumped = best.before(this.#rank[index]!);
    if (jumped !== null) consider(jumped, -JUMP);
    for (const before of node.before) {
      const match = row.get(before);
      if (match !== undefined) consider(match, NEXT);
    }
    return { node: index, place, score: from + node.worth, last };
  }

  /** An order by depth, so that words that may stand side by side are near each other. */
  #sort(): void {
    const { nodes } = this;
    const byDepth: number[][] = [];
    depthsOf(nodes.map(({ after }) => after)).forEach((depth, index) => (byDepth[depth] ??= []).push(index));
    this.#rank = new Int32Array(nodes.length);
    byDepth.flat().forEach((node, rank) => (this.#rank[node] = rank));
  }
}

/** The texts, given by the keys of their words, merged in this order: the first ones shape the graph. None may be empty. */
export function mergedPaths(texts: readonly (readonly string[])[]): WordPaths {
  const graph = new WordGraph();
  const paths = texts.map((text) => graph.add(text));
  return { keys: graph.nodes.map(({ key }) => key), paths };
}
