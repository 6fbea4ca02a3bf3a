import { groupAnswers, type Groupable, type GroupedAnswers, type GroupingOptions } from '../grouping/group-answers.ts';
import type { Group, GroupVariant } from '../model/report.ts';
import type { GroupEdit, TrialKey } from '../model/run.ts';
import { CUT_OFF, editedGroups, type Placed } from './edited-groups.ts';
import { answerEdits, answerKey, applyEdits, type ByHand } from './edits.ts';
import { rememberUpTo } from '../remember.ts';
import { wilsonInterval } from '../statistics/intervals/wilson.ts';
import { numericValue } from './numbers/numeric-value.ts';
import type { CountedRead } from './trial-read.ts';

/** One different wording (text and answer) and who said it. */
interface Wording {
  readonly text: string;
  readonly answer: string;
  readonly notes: readonly string[];
  readonly reads: CountedRead[];
}

/** The groups of a run, and the group of every trial that counts. */
export interface Grouped {
  /** By count, then answer. */
  readonly groups: readonly Group[];
  /** Index into `groups`. */
  readonly groupOf: ReadonlyMap<CountedRead, number>;
  /** What was done by hand. */
  readonly byHand: ByHand;
  /** The answer of a trial as edits mean it. */
  readonly answerOf: (read: CountedRead) => string;
}

/** Counts by key, in the order in which the keys were first seen. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** `Object.fromEntries` and not assignment: a target may be called `__proto__`. */
  toRecord(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}

/** Targets and conditions, of which even a large run has few. */
const MOST_ONCE = 1_000;
const once = rememberUpTo(
  MOST_ONCE,
  (key: string) => key,
  (key): Readonly<Record<string, number>> => ({ [key]: 1 }),
);

/** Counts by what `key` says: the target or the condition, for a record of one is kept for all. */
export function tallyBy<T>(values: readonly T[], key: (value: T) => string): Readonly<Record<string, number>> {
  // Most answers of a large run came once.
  if (values.length === 1) return once(key(values[0]!));
  const tally = new Tally();
  for (const value of values) tally.add(key(value));
  return tally.toRecord();
}

function wordingsOf(reads: readonly CountedRead[]): Wording[] {
  // One text has several answers only where it answers several prompts.
  const wordings = new Map<string, Wording[]>();
  for (const read of reads) {
    const { repaired, extraction } = read.reading;
    const { answer, notes } = extraction;
    const answers = wordings.get(repaired);
    const wording = answers?.find((one) => one.answer === answer);
    if (wording !== undefined) wording.reads.push(read);
    else {
      const added = { text: repaired, answer, notes, reads: [read] };
      if (answers === undefined) wordings.set(repaired, [added]);
      else answers.push(added);
    }
  }
  return [...wordings.values()].flat();
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function variantOf(wording: Wording, why: string): GroupVariant {
  return {
    text: wording.reads[0]!.trial.text,
    count: wording.reads.length,
    byTarget: tallyBy(wording.reads, ({ trial }) => trial.target),
    why,
  };
}

function keyOf({ trial }: CountedRead): TrialKey {
  return { target: trial.target, condition: trial.condition, trialIndex: trial.trialIndex };
}

/** One group out of its wordings. `order` gives every read its place in the report. */
function groupOf(
  named: GroupedAnswers['groups'][number],
  members: readonly { readonly wording: Wording; readonly why: string }[],
  n: number,
  order: ReadonlyMap<CountedRead, number>,
): Group {
  const only = members.length === 1 ? members[0]! : null;
  const reads =
    only?.wording.reads ??
    members.flatMap(({ wording }) => wording.reads).sort((a, b) => order.get(a)! - order.get(b)!);
  return {
    id: named.id,
    answer: named.answer,
    count: reads.length,
    share: reads.length / n,
    interval: wilsonInterval(reads.length, n),
    byTarget: tallyBy(reads, ({ trial }) => trial.target),
    byCondition: tallyBy(reads, ({ trial }) => trial.condition),
    members: reads.map(keyOf),
    variants: members
      .map(({ wording, why }) => variantOf(wording, why))
      .sort((a, b) => b.count - a.count || compareText(a.text, b.text)),
    why: members.some(({ why }) => why === CUT_OFF) ? `${named.why} Also answers that were ${CUT_OFF}.` : named.why,
  };
}

/** Numbers by value, everything else by its letters, capital or not. */
function compareAnswers(a: PlacedGroup, b: PlacedGroup): number {
  if (a.value !== null && b.value !== null && a.value !== b.value) return a.value - b.value;
  const folded = compareText(a.lower, b.lower);
  return folded || compareText(a.group.answer, b.group.answer) || compareText(a.group.id, b.group.id);
}

/**
 * Group number of every wording. One that was cut off in every trial and is the beginning of the answer of a single other group
 * goes there: a length limit by itself makes no different answer. Numbers are left alone, 4 is not 42.
 */
function withoutCutOff(wordings: readonly Wording[], { groupOf }: GroupedAnswers): readonly number[] {
  const isCutOff = ({ reads }: Wording) => reads.every(({ trial }) => trial.truncated);
  if (!wordings.some(isCutOff)) return groupOf;
  const whole = new Map<number, string[]>();
  wordings.forEach((wording, index) => {
    if (isCutOff(wording)) return;
    const answer = wording.reads[0]!.reading.foldedAnswer ?? '';
    const answers = whole.get(groupOf[index]!);
    if (answers === undefined) whole.set(groupOf[index]!, [answer]);
    else answers.push(answer);
  });
  return wordings.map((wording, index) => {
    const own = groupOf[index]!;
    const begun = wording.reads[0]!.reading.foldedAnswer ?? '';
    if (!isCutOff(wording) || whole.has(own) || begun === '') return own;
    const longer = [...whole].filter(([, answers]) => answers.some((answer) => answer.startsWith(begun)));
    return longer.length === 1 ? longer[0]![0] : own;
  });
}

/** A group, and which wordings are in it. */
interface PlacedGroup {
  /** Indexes of wordings. */
  readonly members: readonly number[];
  readonly group: Group;
  /** By what groups of one size are put in order: the value of the answer, `null` for texts, and the answer in small letters. */
  readonly value: number | null;
  readonly lower: string;
}

/** The groups that grouping alone makes, and what edits by hand need to change them. */
export interface AutomaticGroups {
  /** In the order of the report. */
  readonly reads: readonly CountedRead[];
  /** Place of each read in that order. */
  readonly order: ReadonlyMap<CountedRead, number>;
  readonly options: GroupingOptions;
  readonly wordings: readonly Wording[];
  readonly inputs: readonly Groupable[];
  readonly placed: Placed;
  /** By their places in `placed`; none is empty but where what was cut off has left it. */
  readonly groups: readonly PlacedGroup[];
}

/** Puts the answers of all trials that count into groups; `reads` in the order of the report. */
export function groupReads(reads: readonly CountedRead[], options: GroupingOptions): AutomaticGroups {
  const wordings = wordingsOf(reads);
  const inputs = wordings.map(({ text, answer, notes, reads: { length: count } }) => ({ text, answer, notes, count }));
  const grouped = groupAnswers(inputs, options);
  const placeOf =
    options.kind === 'text' && options.mode !== 'exact' ? withoutCutOff(wordings, grouped) : grouped.groupOf;
  const whyOf = wordings.map((_, index) =>
    placeOf[index] === grouped.groupOf[index] ? (grouped.why[index] ?? '') : CUT_OFF,
  );
  const placed = { named: grouped.groups, placeOf, whyOf };
  const order = new Map(reads.map((read, index) => [read, index]));
  const members = placed.named.map((): number[] => []);
  placeOf.forEach((place, index) => members[place]!.push(index));
  const material = { reads, order, wordings, options };
  const groups = placed.named.map((named, place) =>
    placedGroup(named, members[place]!, (index) => whyOf[index]!, material),
  );
  return { ...material, inputs, placed, groups };
}

function placedGroup(
  named: GroupedAnswers['groups'][number],
  members: readonly number[],
  whyOf: (index: number, at: number) => string,
  { reads, order, wordings, options }: Pick<AutomaticGroups, 'reads' | 'order' | 'wordings' | 'options'>,
): PlacedGroup {
  const worded = members.map((index, at) => ({ wording: wordings[index]!, why: whyOf(index, at) }));
  const group = groupOf(named, worded, reads.length, order);
  const value = options.kind === 'number' ? numericValue(group.answer) : null;
  return { members, group, value, lower: group.answer.toLowerCase() };
}

/** The groups after the edits: those that no edit touches are the same objects as without any. */
export function groupsAfter(automatic: AutomaticGroups, edits: readonly GroupEdit[]): Grouped {
  const { reads, options, wordings, inputs, placed } = automatic;
  const answerOf = ({ reading }: CountedRead) => answerKey(reading, options);
  const meant = edits.length === 0 ? [] : answerEdits(edits, reads, answerOf);
  const answers = meant.length === 0 ? [] : wordings.map((wording) => answerOf(wording.reads[0]!));
  const edited = applyEdits(meant, answers, placed.placeOf);
  const { gone, made } = editedGroups(placed, inputs, edited, options);
  const groups = [
    ...automatic.groups.filter((_, place) => !gone.has(place)),
    ...made.map((group) => placedGroup(group, group.members, (_, at) => group.whyOf[at]!, automatic)),
  ];
  return { ...inOrder(groups, wordings), byHand: edited.byHand, answerOf };
}

function inOrder(placed: readonly PlacedGroup[], wordings: readonly Wording[]): Pick<Grouped, 'groups' | 'groupOf'> {
  const groups = placed
    .filter(({ group }) => group.count > 0)
    .sort((a, b) => b.group.count - a.group.count || compareAnswers(a, b));
  const groupOf = new Map<CountedRead, number>();
  groups.forEach(({ members }, place) => {
    for (const index of members) for (const read of wordings[index]!.reads) groupOf.set(read, place);
  });
  return { groups: groups.map(({ group }) => group), groupOf };
}
