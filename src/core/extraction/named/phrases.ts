import { stemOf } from '../../text/stems.ts';
import type { Span } from '../../text/span.ts';
import { isAuxiliary, isBreak, isCircumstance, isDeterminer, isGeneric, isImperative, isPronoun } from './lexicon.ts';
import { markedIn } from './marked.ts';
import type { Sentence, Token } from './sentence.ts';

/** The phrases of an output that could be the thing it names, each with how likely it is by where and how it stands. */

/** How a phrase stands out. */
export type PhraseKind = 'quoted' | 'bold' | 'name' | 'noun';

/** A phrase that may be the thing. */
export interface Phrase extends Span {
  readonly kind: PhraseKind;
  /** Higher is likelier; only compared within one output. */
  readonly score: number;
  /** Where it may be cut: ends of beginnings of it that may be the thing by themselves. */
  readonly cuts: readonly number[];
  /** Where it may begin as well: behind each of the adjectives that lead to three or more words. */
  readonly starts: readonly number[];
  /** Where a clause that says which one is meant ends ("a device that ..."); `null` where none follows. */
  readonly clauseEnd: number | null;
}

const SCORE: Readonly<Record<PhraseKind, number>> = { quoted: 6, bold: 6, name: 4, noun: 2 };
/** A noun phrase with an article, at the beginning, or behind the verb that recommends it. */
const IN_PLACE = 1;
const CONCEDED = -4;
const SUBORDINATE = -3;
const ABOUT_THE_QUESTION = -3;
const CIRCUMSTANCE = -2;
const LATER = -1.5;

const OPENS_CLAUSE = new Set(
  'because since which who whom whose where when while if although though whereas due despite so'.split(' '),
);
const CONCEDES = new Set(
  'while although though if as when since because given among despite unless whether'.split(' '),
);
/** By which a clause talks about the question and not about an answer to it. */
const EVADES = new Set(
  'depends depend subjective vary varies varied personal preference preferences opinion opinions taste tastes differ differs'.split(
    ' ',
  ),
);
const GLUE = new Set('of de del da di du van von la le el the & y'.split(' '));

/** "No specific one is ..." names nothing; what follows are examples. */
const DENIES =
  /^\W{0,3}(?:no|none|there(?:['’]s| is| are) (?:no|not)|it(?:['’]s| is) (?:not|impossible|difficult|hard|unfair|inaccurate|important)\b)\b/i;
const DENIAL = 40;

/** What leads to a preposition: "deep within", "relevant to". */
const POSTPOSITIVE = new Set(
  'deep high far close late early suitable ideal relevant known located nestled made based full such'.split(' '),
);

const POSSESSIVE = new Set('my your our their his her its'.split(' '));

/** What is known of the words of the prompt. */
export type Asked = ReadonlySet<string>;

/** The stems of a prompt's words. */
export function askedIn(prompt: string): Asked {
  return new Set((prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf));
}

/** The phrases of the first sentences of a text, in order. */
export function phrasesOf(text: string, sentences: readonly Sentence[], asked: Asked): readonly Phrase[] {
  const [first] = sentences;
  if (first === undefined || DENIES.test(text.slice(first.start, Math.min(first.end, first.start + DENIAL)))) return [];
  return sentences.flatMap((sentence, index) => {
    const later = index * LATER;
    const marked = markedIn(text, sentence);
    const spoken = marked.map(({ kind, start, end }): Phrase => ({
      kind,
      start,
      end,
      score: SCORE[kind] + later,
      cuts: colonIn(text, start, end),
      starts: [],
      clauseEnd: null,
    }));
    const named = new SentenceReader(text, sentence, asked, marked).read();
    return [...spoken, ...named.map((phrase) => ({ ...phrase, score: phrase.score + later }))].sort(
      (a, b) => a.start - b.start,
    );
  });
}

/** A title may be cut where its subtitle begins. */
function colonIn(text: string, start: number, end: number): readonly number[] {
  const colon = text.slice(start, end).search(/: /);
  return colon <= 0 ? [] : [start + colon];
}

interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly place: number;
}

/** Reads one sentence from left to right. */
class SentenceReader {
  readonly #text: string;
  readonly #sentence: Sentence;
  readonly #tokens: readonly Token[];
  readonly #asked: Asked;
  readonly #marked: readonly Span[];

  constructor(text: string, sentence: Sentence, asked: Asked, marked: readonly Span[]) {
    this.#text = text;
    this.#sentence = sentence;
    this.#tokens = sentence.tokens;
    this.#asked = asked;
    this.#marked = marked;
  }

  read(): readonly Phrase[] {
    return this.#chunks().flatMap((chunk) => this.#phrase(chunk));
  }

  /** Runs of words that could name something, with what their place says. */
  #chunks(): readonly Chunk[] {
    const chunks: Chunk[] = [];
    const tokens = this.#tokens;
    let conceded = CONCEDES.has(tokens[0]!.word);
    let subordinate = false;
    let evades = false;
    for (let at = 0; at < tokens.length; at++) {
      const { word, gap } = tokens[at]!;
      if (EVADES.has(word)) evades = true;
      if (conceded && gap.includes(',')) conceded = false;
      if (evades && at > 0 && (word === 'but' || word === 'however' || gap.includes(';'))) {
        chunks.forEach((chunk, index) => (chunks[index] = { ...chunk, place: chunk.place + CONCEDED }));
        evades = false;
        subordinate = false;
      }
      if (this.#opensClause(at)) subordinate = true;
      if (this.#isOutside(at)) continue;
      const to = this.#endOfChunk(at);
      const begins = gap.includes(',') && chunks.every((chunk) => chunk.place < 0) ? IN_PLACE : 0;
      const place = (conceded ? CONCEDED : 0) + (subordinate ? SUBORDINATE : 0) + Math.max(begins, this.#placeOf(at));
      chunks.push({ from: at, to, place });
      at = to - 1;
    }
    return chunks;
  }

  #opensClause(at: number): boolean {
    const { word, gap } = this.#tokens[at]!;
    const before = this.#tokens[at - 1]?.word ?? '';
    if (at === 0) return false;
    if (word === 'as') return before !== 'such';
    if (word === 'that') return before !== '' && !isGeneric(before) && !isAuxiliary(before);
    if (gap.includes(',') && (/..ing$/.test(word) || word === 'known' || word === 'which')) return true;
    return OPENS_CLAUSE.has(word);
  }

  /** Whether a word is none of a noun phrase, or stands in what is quoted or bold. */
  #isOutside(at: number): boolean {
    const token = this.#tokens[at]!;
    if (this.#marked.some(({ start, end }) => token.start >= start && token.end <= end)) return true;
    // "Consider the ...": a verb, whatever its capital letter.
    if (at === 0 && isGeneric(token.word) && !this.#isNameAt(1)) return true;
    return (
      isBreak(token.word) &&
      !(
        token.isName &&
        at > 0 &&
        this.#isNameAt(at + 1) &&
        !isDeterminer(token.word) &&
        token.word.length > 2 &&
        /^\p{Lu}/u.test(this.#text.charAt(token.start)) &&
        !isPronoun(token.word)
      )
    );
  }

  #isNameAt(at: number): boolean {
    return this.#tokens[at]?.isName === true && /^\s+$/.test(this.#tokens[at]!.gap);
  }

  #endOfChunk(from: number): number {
    const tokens = this.#tokens;
    let to = from + 1;
    while (to < tokens.length) {
      const next = tokens[to]!;
      // "an immersive, interactive platform"
      if (/^,\s+$/.test(next.gap) && this.#isAdjective(to - 1)) {
        // "an immersive, fully interactive platform"
        const adjective = /..ly$/.test(next.word) && this.#isOutside(to) ? to + 1 : to;
        if (this.#nounBehind(adjective)) {
          to = adjective + 1;
          continue;
        }
      }
      if (!/^(?:\s+|\s*&\s*)$/.test(next.gap)) break;
      if (!this.#isOutside(to)) {
        to++;
        continue;
      }
      const beyond = this.#beyondGlue(to);
      if (beyond === null) break;
      to = beyond;
    }
    // "gifting a", "provides a": what stands before an article is a verb.
    const after = tokens[to];
    const last = tokens[to - 1]!;
    const isVerb =
      after !== undefined &&
      /^\s+$/.test(after.gap) &&
      (isDeterminer(after.word) || /^(?:them|him|her|it|you|us)$/.test(after.word));
    if (!last.isName && to - from > 1 && (isVerb || (after !== undefined && POSTPOSITIVE.has(last.word)))) to--;
    while (to - from > 1 && isBreak(tokens[to - 1]!.word)) to--;
    return to;
  }

  #isAdjective(at: number): boolean {
    const { word, isName } = this.#tokens[at]!;
    return (!isName || at === 0) && /-\p{L}|(?:ive|ous|al|ful|ic|ble|less|ed|ary|ant|ent)$/u.test(word);
  }

  /** Whether an adjective before a comma is followed by one more, or by the noun of both. */
  #nounBehind(at: number): boolean {
    const next = this.#tokens[at + 1];
    const own = this.#tokens[at];
    return (
      own !== undefined &&
      !this.#isOutside(at) &&
      !own.isName &&
      next !== undefined &&
      /^,?\s+$/.test(next.gap) &&
      !this.#isOutside(at + 1)
    );
  }

  /** "lack of the required skills", "Alexander the Great", "skills or experience": where the phrase goes on; `null` when it does not. */
  #beyondGlue(at: number): number | null {
    const tokens = this.#tokens;
    const { word } = tokens[at]!;
    const spaced = (index: number): boolean => /^\s+$/.test(tokens[index]?.gap ?? '');
    if (GLUE.has(word)) {
      let next = at + 1;
      if (word === 'of' && tokens[next] !== undefined && isDeterminer(tokens[next]!.word) && spaced(next)) next++;
      const named = word === 'of' || (tokens[at - 1]!.isName && tokens[next]?.isName === true);
      return named && spaced(next) && !this.#isOutside(next) ? next + 1 : null;
    }
    if (word !== 'or' && word !== 'and') return null;
    let next = at + 1;
    if (tokens[next] !== undefined && isDeterminer(tokens[next]!.word)) next++;
    if (!spaced(next) || this.#isOutside(next)) return null;
    return tokens[next]!.isName === tokens[at - 1]!.isName ? next + 1 : null;
  }

  /** What the word before says of a phrase. */
  #placeOf(at: number): number {
    const before = this.#tokens[at - 1];
    if (before === undefined) return IN_PLACE;
    const { word } = before;
    if (isCircumstance(word) && word !== 'to') return CIRCUMSTANCE;
    if (isDeterminer(word)) {
      const prior = this.#tokens[at - 2]?.word ?? '';
      return isCircumstance(prior) &&
        prior !== 'to' &&
        prior !== 'so' &&
        !(prior === 'that' && isGeneric(this.#tokens[at - 3]?.word ?? ''))
        ? CIRCUMSTANCE
        : IN_PLACE;
    }
    const here = this.#tokens[at]!.gap;
    return isAuxiliary(word) ||
      /[:—–]/.test(here) ||
      /^(?:but|about|like)$/.test(word) ||
      // "Consider ...": what an opening verb recommends.
      (at === 1 && isImperative(word)) ||
      (word === 'as' && this.#tokens[at - 2]?.word === 'such')
      ? IN_PLACE
      : 0;
  }

  /** Whether a word says nothing new: the prompt had it, or it is said of anything. */
  #isOld(at: number): boolean {
    const { word } = this.#tokens[at]!;
    return isGeneric(word) || word.split(/[-'’]/).every((part) => this.#asked.has(stemOf(part)) || part === 's');
  }

  #phrase({ from, to, place }: Chunk): readonly Phrase[] {
    const run = this.#nameIn(from, to);
    return run === null ? this.#noun(from, to, place) : this.#name(run, to, place);
  }

  /** The first run of capitalised words that says something new. */
  #nameIn(from: number, to: number): readonly [number, number] | null {
    for (let at = from; at < to; at++) {
      if (!this.#tokens[at]!.isName) continue;
      let end = at + 1;
      while (end < to) {
        if (this.#tokens[end]!.isName) end++;
        else if (end + 1 < to && GLUE.has(this.#tokens[end]!.word) && this.#tokens[end + 1]!.isName) end += 2;
        else if (end + 2 < to && this.#tokens[end + 2]!.isName && /^(?:of|and|or)$/.test(this.#tokens[end]!.word))
          end += 3;
        else if (end + 1 < to && /^(?:and|or)$/.test(this.#tokens[end]!.word) && this.#tokens[end + 1]!.isName)
          end += 2;
        else break;
      }
      // The first word of a sentence has a capital letter in any case.
      const opens =
        at === 0 && end === 1 && !/\p{N}|.\p{Lu}/u.test(this.#text.slice(this.#tokens[0]!.start, this.#tokens[0]!.end));
      const isNew = Array.from({ length: end - at }, (_, index) => at + index).some(
        (index) => !this.#isOld(index) && !isBreak(this.#tokens[index]!.word),
      );
      const isNumber = Array.from({ length: end - at }, (_, index) => this.#tokens[at + index]!.word).every((word) =>
        /^[\d.,/-]+$/.test(word),
      );
      if (isNew && !opens && !isNumber) return [at, end];
      at = end - 1;
    }
    return null;
  }

  #name([from, end]: readonly [number, number], to: number, place: number): readonly Phrase[] {
    // "Consider Levi's": a verb that opens the sentence has a capital letter, too.
    let start = from;
    while (start + 1 < end && start === 0 && this.#isOld(start) && isGeneric(this.#tokens[start]!.word)) start++;
    // "Crater Lake offers clear water": so much behind a name is said of it.
    const last = this.#tokens[(to - end > 1 && end - from > 1 ? end : to) - 1]!.end;
    const inBrackets = end === to ? this.#versionAfter(this.#tokens[end - 1]!.end) : null;
    const stop = inBrackets ?? last;
    const cuts = [this.#tokens[end - 1]!.end, ...(inBrackets === null ? [] : [last])].filter((cut) => cut < stop);
    return [
      {
        kind: 'name',
        start: this.#tokens[start]!.start,
        end: stop,
        score: SCORE.name + place,
        cuts,
        starts: [],
        clauseEnd: null,
      },
    ];
  }

  /** "(2022)" behind a name says which one; `null` where none follows. */
  #versionAfter(end: number): number | null {
    const match = /^ \((?=[^()]*\d)[^()]{1,40}\)/.exec(this.#text.slice(end, Math.min(this.#sentence.end, end + 50)));
    return match === null ? null : end + match[0].length;
  }

  #noun(from: number, to: number, place: number): readonly Phrase[] {
    let start = from;
    const owned = POSSESSIVE.has(this.#tokens[from - 1]?.word ?? '');
    while (start < to && (isGeneric(this.#tokens[start]!.word) || (owned && this.#isOld(start)))) start++;
    // "a good balance of ..." names nothing yet.
    const within = start > from && this.#tokens[start]?.word === 'of' ? CIRCUMSTANCE : 0;
    while (start < to && isBreak(this.#tokens[start]!.word)) start++;
    const isNew = Array.from({ length: to - start }, (_, index) => start + index).some(
      (index) => !this.#isOld(index) && !isBreak(this.#tokens[index]!.word) && /\p{L}/u.test(this.#tokens[index]!.word),
    );
    if (!isNew) return [];
    const verbal = start > from ? IN_PLACE : place === 0 ? 0 : place;
    const score =
      SCORE.noun +
      (place >= 0 ? Math.max(place, verbal) : place) +
      within +
      (this.#isOld(to - 1) ? ABOUT_THE_QUESTION : 0);
    const cuts = Array.from({ length: to - start - 1 }, (_, index) => this.#tokens[start + index]!.end);
    return [
      {
        kind: 'noun',
        start: this.#tokens[start]!.start,
        end: this.#tokens[to - 1]!.end,
        score,
        cuts,
        starts: this.#leads(start, to),
        clauseEnd: to - start === 1 ? this.#clauseEnd(to) : null,
      },
    ];
  }

  #leads(from: number, to: number): readonly number[] {
    const starts: number[] = [];
    for (let at = from; at < to - 3 && (this.#isAdjective(at) || isBreak(this.#tokens[at]!.word)); at++)
      if (!isBreak(this.#tokens[at + 1]!.word)) starts.push(this.#tokens[at + 1]!.start);
    return starts;
  }

  /** "a device that translates thoughts": one word that a clause completes. */
  #clauseEnd(at: number): number | null {
    const next = this.#tokens[at];
    if (next === undefined || !/^\s+$/.test(next.gap) || !/^(?:that|who|which|to)$/.test(next.word)) return null;
    let to = at + 1;
    while (to < this.#tokens.length && !/[,;:—–()]/.test(this.#tokens[to]!.gap)) to++;
    return this.#tokens[to - 1]!.end;
  }
}
