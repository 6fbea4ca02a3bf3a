/** Stands where no n-gram may cross: between two documents, or two parts of a page. */
export const BARRIER = -1;

/**
 * The places of all n-grams of one length, those of equal ones side by side and ascending: gram g stands at `places[starts[g]]` ...
 * `places[starts[g + 1] - 1]`. Grams of the next length are found by dividing each group by the word that follows, so no gram is
 * ever hashed or made a string of.
 */
export interface Grams {
  /** Words of each. */
  readonly length: number;
  readonly places: Int32Array;
  readonly starts: Int32Array;
  /** By gram: the one of the length before with which it begins. */
  readonly parents: Int32Array;
}

/** Whether the places `from` ... `to` - 1 of a gram are worth keeping. */
export type Keep = (places: Int32Array, from: number, to: number) => boolean;

/** Number of grams. */
export function sizeOf(grams: Grams): number {
  return grams.starts.length - 1;
}

/** All places by their word, 0 ... `words` - 1. */
export function wordGrams(tokens: Int32Array, words: number): Grams {
  const starts = new Int32Array(words + 1);
  for (const token of tokens) if (token !== BARRIER) starts[token + 1]! += 1;
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!;
  const next = starts.slice(0, words);
  const places = new Int32Array(starts[words]!);
  for (let place = 0; place < tokens.length; place++) {
    const token = tokens[place]!;
    if (token !== BARRIER) places[next[token]!++] = place;
  }
  return { length: 1, places, starts, parents: new Int32Array(words) };
}

/** Divides the places of one gram by the word behind it. */
class Divider {
  readonly #tokens: Int32Array;
  /** By word: how often it follows, then where its next place goes. 0 between two calls. */
  readonly #next: Int32Array;
  readonly #following: Int32Array;
  /** Words behind the gram that was divided last. */
  groups = 0;
  /** Ends of their places in `into`. */
  readonly ends: Int32Array;

  constructor(tokens: Int32Array, words: number) {
    this.#tokens = tokens;
    this.#next = new Int32Array(words);
    this.#following = new Int32Array(words);
    this.ends = new Int32Array(words);
  }

  divide({ length, places, starts }: Grams, gram: number, into: Int32Array, at: number): void {
    const [tokens, next, following] = [this.#tokens, this.#next, this.#following];
    const [start, end] = [starts[gram]!, starts[gram + 1]!];
    let groups = 0;
    for (let index = start; index < end; index++) {
      const token = tokens[places[index]! + length]!;
      if (token === BARRIER) continue;
      if (next[token] === 0) following[groups++] = token;
      next[token]! += 1;
    }
    let room = at;
    for (let group = 0; group < groups; group++) {
      const token = following[group]!;
      const size = next[token]!;
      next[token] = room;
      this.ends[group] = room += size;
    }
    for (let index = start; index < end; index++) {
      const token = tokens[places[index]! + length]!;
      if (token !== BARRIER) into[next[token]!++] = places[index]!;
    }
    for (let group = 0; group < groups; group++) next[following[group]!] = 0;
    this.groups = groups;
  }
}

/** The grams that are one word longer, of those of `grams`, as far as `keep` wants them. `words`: number of different words. */
export function longerGrams(grams: Grams, tokens: Int32Array, words: number, keep: Keep): Grams {
  const divider = new Divider(tokens, words);
  const places = new Int32Array(grams.places.length);
  const starts = new Int32Array(grams.places.length + 1);
  const parents = new Int32Array(grams.places.length);
  let found = 0;
  let kept = 0;
  for (let gram = 0; gram < sizeOf(grams); gram++) {
    divider.divide(grams, gram, places, kept);
    let from = kept;
    for (let group = 0; group < divider.groups; group++) {
      const to = divider.ends[group]!;
      if (keep(places, from, to)) {
        if (from !== kept) places.copyWithin(kept, from, to);
        kept += to - from;
        parents[found++] = gram;
        starts[found] = kept;
      }
      from = to;
    }
  }
  return {
    length: grams.length + 1,
    places: places.slice(0, kept),
    starts: starts.slice(0, found + 1),
    parents: parents.slice(0, found),
  };
}

/** Those of the grams that `keep` wants. */
export function someGrams(grams: Grams, keep: Keep): Grams {
  const places = new Int32Array(grams.places.length);
  const starts = new Int32Array(grams.starts.length);
  const parents = new Int32Array(grams.parents.length);
  let found = 0;
  let kept = 0;
  for (let gram = 0; gram < sizeOf(grams); gram++) {
    const [from, to] = [grams.starts[gram]!, grams.starts[gram + 1]!];
    if (!keep(grams.places, from, to)) continue;
    places.set(grams.places.subarray(from, to), kept);
    kept += to - from;
    parents[found++] = grams.parents[gram]!;
    starts[found] = kept;
  }
  const { length } = grams;
  return {
    length,
    places: places.slice(0, kept),
    starts: starts.slice(0, found + 1),
    parents: parents.slice(0, found),
  };
}

/** By place: the gram that begins there, or `BARRIER`. */
export function gramAt(grams: Grams, places: number): Int32Array {
  const at = new Int32Array(places).fill(BARRIER);
  for (let gram = 0; gram < sizeOf(grams); gram++)
    for (let index = grams.starts[gram]!; index < grams.starts[gram + 1]!; index++) at[grams.places[index]!] = gram;
  return at;
}
