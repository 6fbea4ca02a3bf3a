import { trialName } from '../run-file/journal.ts';
import type { GroupEdit, TrialKey } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Analysis } from './analyse.ts';
import type { EditStep, EditWish, MergeWish, SplitWish } from './edit-wish-schema.ts';
import { isCounted, type CountedRead } from './trial-read.ts';

export type { EditStep, EditWish, MergeWish, SplitWish } from './edit-wish-schema.ts';

const GONE = 'This answer is no longer there as it was shown; look again, then choose.';

/** The edits after one more step. Throws a `UsageError` when it would change nothing. */
export function editsAfter(
  edits: readonly GroupEdit[],
  step: EditStep,
  analysis: () => Analysis,
): readonly GroupEdit[] {
  if (step.kind !== 'undo') return [...edits, editOf(analysis(), step)];
  if (edits.length === 0) throw new UsageError('Nothing was merged or split by hand, so there is nothing to undo.');
  return edits.slice(0, -1);
}

/** The edit that does what a view asks for. Throws a `UsageError` when it would change nothing. */
export function editOf(analysis: Analysis, wish: EditWish): GroupEdit {
  const counted = new Counted(analysis);
  const reads = wish.kind === 'merge' ? counted.toMerge(wish) : counted.toSplit(wish);
  return { kind: wish.kind, members: witnesses(reads) };
}

/**
 * One trial for each text of a condition: trials with the same text are read alike, however answers are read. All texts and
 * not one of each answer, so that the edit means the same when they are read in another way.
 */
function witnesses(reads: readonly CountedRead[]): readonly TrialKey[] {
  const first = new Map<string, TrialKey>();
  for (const { trial } of reads) {
    const { target, condition, trialIndex, text } = trial;
    const name = `${JSON.stringify(condition)} ${text}`;
    if (!first.has(name)) first.set(name, { target, condition, trialIndex });
  }
  return [...first.values()];
}

/** The trials that count, by what a view knows of them. */
class Counted {
  readonly #analysis: Analysis;
  readonly #reads: readonly CountedRead[];

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
    this.#reads = analysis.reads.filter(isCounted);
  }

  toMerge(wish: MergeWish): readonly CountedRead[] {
    const ids = new Set('groups' in wish ? wish.groups : this.#named(wish.members).map((read) => this.#idOf(read)));
    const reads = this.#reads.filter((read) => ids.has(this.#idOf(read)));
    const found = new Set(reads.map((read) => this.#idOf(read)));
    if ('groups' in wish && found.size < ids.size) throw new UsageError(GONE);
    if (found.size < 2) throw new UsageError('Choose at least two different answers to merge.');
    return reads;
  }

  toSplit(wish: SplitWish): readonly CountedRead[] {
    const { answerOf } = this.#analysis.grouped;
    const answers = new Set(this.#meant(wish).map(answerOf));
    const reads = this.#reads.filter((read) => answers.has(answerOf(read)));
    const left = new Set(reads.map((read) => this.#idOf(read)));
    const before = this.#reads.filter((read) => left.has(this.#idOf(read)));
    if (left.size > 1 || before.length > reads.length) return reads;
    throw new UsageError(
      answers.size === 1
        ? 'Everything in this group is the same answer, so nothing can be split off.'
        : 'That is the whole group; choose only what is to leave it.',
    );
  }

  /** What a view points at; at least one trial. */
  #meant(wish: SplitWish): readonly CountedRead[] {
    if ('members' in wish) return this.#named(wish.members);
    const inGroup = this.#reads.filter((read) => this.#idOf(read) === wish.group);
    const wanted = 'texts' in wish ? wish.texts : wish.answers;
    const shownBy = ({ trial, reading }: CountedRead): string =>
      'texts' in wish ? trial.text : reading.extraction.answer;
    const shown = new Set(inGroup.map(shownBy));
    if (wanted.length === 0 || wanted.some((text) => !shown.has(text))) throw new UsageError(GONE);
    const chosen = new Set(wanted);
    return inGroup.filter((read) => chosen.has(shownBy(read)));
  }

  #named(members: readonly TrialKey[]): readonly CountedRead[] {
    const names = new Set(members.map(trialName));
    const reads = this.#reads.filter(({ trial }) => names.has(trialName(trial)));
    if (reads.length === 0) throw new UsageError('This output has no answer that counts, so it is in no group.');
    return reads;
  }

  #idOf(read: CountedRead): string {
    const { report, grouped } = this.#analysis;
    return report.groups[grouped.groupOf.get(read)!]!.id;
  }
}
