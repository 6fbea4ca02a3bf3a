import type { Heredoc } from './syntax.ts';

/** Where a closing word ends a text between lines. */
export interface Closing {
  /** Where its line begins. */
  readonly start: number;
  /** Behind the word. */
  readonly end: number;
}

/** The lines of a source by what stands in them, so that thousands of texts that nothing closes are looked for in no time. */
export class SourceLines {
  readonly #source: string;
  readonly #indexes = new Map<Heredoc['closes'], ReadonlyMap<string, readonly Closing[]>>();

  constructor(source: string) {
    this.#source = source;
  }

  /** Where the line after the one of an offset begins. */
  after(offset: number): number {
    const end = this.#source.indexOf('\n', offset);
    return end < 0 ? this.#source.length : end + 1;
  }

  /** The first line from `from` on that closes a text. */
  closing({ word, closes }: Heredoc, from: number): Closing | null {
    const found = this.#index(closes).get(word) ?? [];
    let [low, high] = [0, found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((found[middle]?.start ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    return found[low] ?? null;
  }

  #index(closes: Heredoc['closes']): ReadonlyMap<string, readonly Closing[]> {
    const known = this.#indexes.get(closes);
    if (known) return known;
    const index = new Map<string, Closing[]>();
    let start = 0;
    for (const line of this.#source.split('\n')) {
      const word = closingWord(line, closes);
      if (word !== '') {
        const closing = { start, end: start + line.indexOf(word) + word.length };
        const others = index.get(word);
        if (others) others.push(closing);
        else index.set(word, [closing]);
      }
      start += line.length + 1;
    }
    this.#indexes.set(closes, index);
    return index;
  }
}

const FIRST_WORD = /^[ \t]*([\p{L}_][\p{L}\p{N}_]*)/u;

function closingWord(line: string, closes: Heredoc['closes']): string {
  if (closes === 'word') return FIRST_WORD.exec(line)?.[1] ?? '';
  return closes === 'line' ? line.trim() : line.replace(/\r$/, '');
}
