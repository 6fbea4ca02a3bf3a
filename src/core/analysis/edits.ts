import type { GroupingOptions } from '../grouping/group-answers.ts';
import { trialName } from '../run-file/journal.ts';
import type { GroupEdit } from '../model/run.ts';
import type { CountedRead } from './trial-read.ts';

/**
 * Merges and splits that a person made by hand. They win over every automatic grouping and are applied to its groups in
 * the order in which they were made, so a later one wins over an earlier one.
 *
 * An edit names trials and means their answers: it holds for every trial with the same answer (`answerKey`) as one it
 * names, also for those that came later. Trials that do not count, or are not there, mean nothing.
 *
 * - merge: the groups that hold any of the meant answers become one, with all their members.
 * - split: the meant answers leave their groups and form one group of their own.
 *
 * Nothing here depends on the order of the trials, and trials with the same answer are never torn apart.
 */

/**
 * What an edit means by an answer: the folded answer. Numbers go by their value, and where only the same string is the same
 * answer (exact grouping) it is that string.
 */
export function answerKey(
  { extraction, foldedAnswer, compared, number }: CountedRead['reading'],
  options: GroupingOptions,
): string {
  if (options.mode === 'exact') return extraction.answer;
  // Whole numbers beyond 2^53 have lost their last digits as values.
  const exact = number !== null && (Number.isSafeInteger(number) || !Number.isInteger(number));
  return options.kind === 'number' && exact
    ? String(number + 0)
    : ((options.mode === 'folded' ? foldedAnswer : compared) ?? '');
}

/** An edit by the answers it means. */
export interface AnswerEdit {
  readonly kind: GroupEdit['kind'];
  /** Keys of answers; empty when none of its trials counts. */
  readonly answers: ReadonlySet<string>;
}

/** The edits by what they mean. `keyOf` gives the answer of a trial that counts. */
export function answerEdits(
  edits: readonly GroupEdit[],
  reads: readonly CountedRead[],
  keyOf: (read: CountedRead) => string,
): readonly AnswerEdit[] {
  const named = new Set(edits.flatMap(({ members }) => members.map(trialName)));
  // Most trials are told by their index alone, which takes no string.
  const indexes = new Set(edits.flatMap(({ members }) => members.map(({ trialIndex }) => trialIndex)));
  const keys = new Map<string, string>();
  for (const read of reads) {
    if (!indexes.has(read.trial.trialIndex)) continue;
    const name = trialName(read.trial);
    if (named.has(name)) keys.set(name, keyOf(read));
  }
  return edits.map(({ kind, members }) => {
    const answers = members.map((member) => keys.get(trialName(member))).filter((key) => key !== undefined);
    return { kind, answers: new Set(answers) };
  });
}

/** What edits did: how many merges and splits changed the groups, and how many edits changed nothing. */
export interface ByHand {
  readonly merges: number;
  readonly splits: number;
  /** They mean no answer that is there, or what they ask for was so already. */
  readonly idle: number;
}

/** Groups after the edits. */
export interface EditedPlaces {
  /** Group of each entry: any number, the same for entries of one group. */
  readonly placeOf: readonly number[];
  /** Entries that a split moved. */
  readonly splitOff: ReadonlySet<number>;
  readonly byHand: ByHand;
}

/** Applies edits to entries of which the answer and the automatic group are given. */
export function applyEdits(
  edits: readonly AnswerEdit[],
  answers: readonly string[],
  automatic: readonly number[],
): EditedPlaces {
  const places = new Places(answers, automatic);
  const byHand = { merges: 0, splits: 0, idle: 0 };
  for (const edit of edits) {
    const meant = places.meantBy(edit);
    if (edit.kind === 'merge') byHand[places.merge(meant) ? 'merges' : 'idle'] += 1;
    else byHand[places.split(meant) ? 'splits' : 'idle'] += 1;
  }
  return { placeOf: places.placeOf, splitOff: places.splitOff, byHand };
}

class Places {
  readonly placeOf: number[];
  readonly splitOff = new Set<number>();
  readonly #answers: readonly string[];
  #next: number;

  constructor(answers: readonly string[], automatic: readonly number[]) {
    this.#answers = answers;
    this.placeOf = [...automatic];
    this.#next = automatic.reduce((most, place) => Math.max(most, place + 1), 0);
  }

  /** Entries with one of the answers. */
  meantBy({ answers }: AnswerEdit): readonly number[] {
    return this.#answers.flatMap((answer, index) => (answers.has(answer) ? [index] : []));
  }

  /** False when that changed nothing. */
  merge(meant: readonly number[]): boolean {
    const joined = this.#placesOf(meant);
    if (joined.size < 2) return false;
    const into = Math.min(...joined);
    this.placeOf.forEach((place, index) => {
      if (joined.has(place)) this.placeOf[index] = into;
    });
    return true;
  }

  /** False when that changed nothing. */
  split(meant: readonly number[]): boolean {
    const left = this.#placesOf(meant);
    const before = this.placeOf.filter((place) => left.has(place)).length;
    if (left.size === 0 || (left.size === 1 && before === meant.length)) return false;
    const own = this.#next++;
    for (const index of meant) {
      this.placeOf[index] = own;
      this.splitOff.add(index);
    }
    return true;
  }

  #placesOf(entries: readonly number[]): ReadonlySet<number> {
    return new Set(entries.map((index) => this.placeOf[index]!));
  }
}
