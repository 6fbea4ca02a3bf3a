import { type Artefact, artefactOf } from './artefact.ts';
import { codeWords } from './comments.ts';
import { Facts } from './facts.ts';
import { TRAITS } from './registry.ts';
import { mayHoldSources } from './sources.ts';
import type { Trait } from './trait.ts';
import { onText } from '../watch.ts';

/** What is kept of one output: not its tree, which is a hundred times as large. */
export interface OutputTraits {
  /** Ids of the traits that it has. */
  readonly traits: ReadonlySet<string>;
  /** Whether it is a piece of markup and no more: no page, no drawing, no script or style, and no trait but that of being markup. */
  readonly isScrap: boolean;
  /** Lines of all its files. */
  readonly lines: number;
  readonly files: number;
  readonly classes: number;
  readonly functions: number;
  /** Names that its scripts declare: variables, functions and classes, each once. */
  readonly names: readonly string[];
  /** The words and numbers of its scripts in their order, spaces between them, comments left out. */
  readonly words: string;
}

/** Words of code that are kept of one output. */
const MOST_WORDS = 20_000;

function wordsOf(scripts: readonly string[]): string {
  const words: string[] = [];
  for (const script of scripts) {
    if (words.length < MOST_WORDS) words.push(...codeWords(script).slice(0, MOST_WORDS));
  }
  return words.slice(0, MOST_WORDS).join(' ');
}

/** Reads outputs, each different text once. Kept between two reports of a growing run. */
export class TraitReader {
  readonly #own: readonly Trait[];
  readonly #known = new Map<string, OutputTraits | null>();
  /** Sentences about traits of the user that cannot be looked for. */
  readonly refused: readonly string[];

  /** `own`: traits of the user; `refused`: sentences about those that cannot be looked for (`usableTraits`). */
  constructor(own: readonly Trait[] = [], refused: readonly string[] = []) {
    this.#own = own;
    this.refused = refused;
  }

  /** The traits that are looked for, in the order of tables. */
  get traits(): readonly Trait[] {
    return [...TRAITS, ...this.#own];
  }

  /** Takes what another reader of the same traits found in this text. */
  learn(text: string, found: OutputTraits | null): void {
    this.#known.set(text, found);
  }

  /** What an output has; `null` when it is no page and no code. */
  read(text: string): OutputTraits | null {
    if (!mayHoldSources(text)) return null;
    let found = this.#known.get(text);
    if (found === undefined) {
      found = onText(text, () => outputTraits(text, this.traits));
      this.#known.set(text, found);
    }
    return found;
  }
}

/** Elements that make more of a piece of markup than a text with tags. */
const OF_PAGES: ReadonlySet<string> = new Set(['html', 'head', 'body', 'svg', 'canvas', 'script', 'style']);

function isMarkupAlone({ sources, scripts, stillElements }: Artefact): boolean {
  if (scripts.length > 0 || sources.some(({ language }) => language !== 'html')) return false;
  return !stillElements.some(({ name }) => OF_PAGES.has(name));
}

function outputTraits(text: string, traits: readonly Trait[]): OutputTraits | null {
  const artefact = artefactOf(text);
  if (artefact === null) return null;
  const facts = new Facts(artefact);
  const { found } = facts.code;
  const had = new Set(traits.filter((trait) => trait.has(facts)).map(({ id }) => id));
  return {
    traits: had,
    isScrap: isMarkupAlone(artefact) && [...had].every((id) => id === 'dom-only'),
    lines: artefact.lines,
    files: artefact.sources.length,
    classes: found.classes.length,
    functions: found.functions.length,
    names: [...found.declared],
    words: wordsOf(artefact.scripts),
  };
}
