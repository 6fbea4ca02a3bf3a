import type { SemanticGrouping } from '../model/run.ts';
import { groupSemantic, isOfModel } from './semantic.ts';
import type { Groupable, Partition } from './equivalence.ts';
import { groupExact } from './exact.ts';
import { describeFolding } from './fold-difference.ts';
import { foldText, rememberFolds } from '../text/fold.ts';
import { groupFolded } from './folded.ts';
import { groupId } from './group-id.ts';
import { beginStage, onText } from '../watch.ts';
import type { GroupingMode } from '../model/grouping-mode.ts';
import type { Notation } from '../notation/notation.ts';
import { groupLexical } from './lexical.ts';

export type { Groupable } from './equivalence.ts';

/** How answers are grouped. */
export interface GroupingOptions {
  readonly mode: GroupingMode;
  readonly kind: 'number' | 'text';
  /** What of marks and capitals the prompt asks for; ordinary words when absent. */
  readonly notation?: Notation;
  /** What `semantic` joins by; without it that groups as `lexical` does. */
  readonly semantic?: SemanticGrouping | undefined;
}

/** Which inputs belong together, and why. */
export interface GroupedAnswers {
  /** Group of each input, 0 ... k - 1. Groups are sorted by count, largest first, then by answer. */
  readonly groupOf: readonly number[];
  /** For each input why it was joined, in words; empty for the wording that names the group. */
  readonly why: readonly string[];
  /** `id` is derived from the answer; `answer` is as most members wrote it, a single line without the marks of emphasis; `why` is one sentence. */
  readonly groups: readonly { readonly id: string; readonly answer: string; readonly why: string }[];
}

/** Groups distinct (text, answer) pairs. The result does not depend on their order. */
export function groupAnswers(inputs: readonly Groupable[], options: GroupingOptions): GroupedAnswers {
  return rememberFolds(() => group(inputs, options));
}

function group(inputs: readonly Groupable[], options: GroupingOptions): GroupedAnswers {
  beginStage('grouping');
  const partition = partitionBy(inputs, options);
  const classes = new Map<string, number[]>();
  partition.keyOf.forEach((key, index) => {
    const members = classes.get(key);
    if (members === undefined) classes.set(key, [index]);
    else members.push(index);
  });
  const groups = [...classes.values()].map((members) => describe(members, inputs, partition)).sort(byCountThenAnswer);
  return assemble(groups, inputs.length, options.mode);
}

function partitionBy(inputs: readonly Groupable[], { mode, kind, notation, semantic }: GroupingOptions): Partition {
  const answers = inputs.map(({ answer }) => answer);
  if (mode === 'exact') return groupExact(answers);
  if (mode === 'folded' || kind === 'number') return groupFolded(answers, kind);
  const lexical = groupLexical(answers, notation);
  if (mode !== 'semantic' || semantic === undefined) return lexical;
  const counts = inputs.map(({ count }) => count);
  return groupSemantic(answers, counts, lexical, semantic);
}

interface Described {
  readonly members: readonly number[];
  readonly answer: string;
  readonly count: number;
  readonly whyOf: readonly string[];
  readonly why: string;
}

function describe(members: readonly number[], inputs: readonly Groupable[], partition: Partition): Described {
  const naming = inputs[namingWording(members, inputs)]!;
  const whyOf = members.map((index) => (inputs[index] === naming ? '' : explain(inputs[index]!, naming, partition)));
  const count = members.reduce((sum, index) => sum + inputs[index]!.count, 0);
  return { members, answer: naming.answer, count, whyOf, why: summary(whyOf, count) };
}

/** Longest answer that is a name or a phrase, UTF-16 units. */
const PHRASE = 160;
const EMPHASIS = /(?<![\p{L}\p{N}*_])(\*\*|[*_])(?=\S)([^*_\n]{1,160}?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu;

/** An answer of one line as it reads: what was emphasised in it, without the marks. */
function shown(answer: string): string {
  return answer.length <= PHRASE && /[*_]/.test(answer) && !answer.includes('\n')
    ? answer.replace(EMPHASIS, '$2')
    : answer;
}

/** The text that most members wrote, of the answer that most members gave; then the plainest. */
function namingWording(members: readonly number[], inputs: readonly Groupable[]): number {
  if (members.length === 1) return members[0]!;
  const totals = new Map<string, number>();
  for (const index of members) {
    const { answer, count } = inputs[index]!;
    totals.set(answer, (totals.get(answer) ?? 0) + count);
  }
  const total = (index: number): number => totals.get(inputs[index]!.answer) ?? 0;
  return members.reduce((best, index) => {
    const [a, b] = [inputs[best]!, inputs[index]!];
    const order =
      total(index) - total(best) ||
      compareText(a.answer, b.answer) ||
      b.count - a.count ||
      a.notes.length - b.notes.length ||
      a.text.length - b.text.length ||
      compareText(a.text, b.text);
    return order > 0 ? index : best;
  });
}

const explain = (input: Groupable, naming: Groupable, partition: Partition): string =>
  onText(input.text, () => explained(input, naming, partition));

function explained(input: Groupable, naming: Groupable, partition: Partition): string {
  // Empty unless folding alone makes one text of both.
  const folded = describeFolding(input.text, naming.text);
  if (folded !== '') return folded;
  const reasons = input.notes.filter((note) => !naming.notes.includes(note));
  if (input.answer !== naming.answer)
    reasons.push(partition.explain(input.answer, naming.answer) || describeFolding(input.answer, naming.answer));
  const told = reasons.filter((reason) => reason !== '');
  return told.length > 0 ? told.join('; ') : 'the same answer';
}

/** Most reasons that the sentence of a group lists. */
const MAX_REASONS = 5;

/** One sentence on what was joined. `whyOf`: the reason of each wording, as in `GroupedAnswers.why`; `count`: how many outputs. */
export function summary(whyOf: readonly string[], count: number): string {
  if (whyOf.length === 1)
    return count === 1 ? 'Nothing was merged.' : `Nothing was merged: all ${count} are worded the same.`;
  const reasons = [...new Set(whyOf.flatMap((why) => why.split('; ')).filter((reason) => reason !== ''))].sort();
  const more = reasons.length > MAX_REASONS ? `; and ${reasons.length - MAX_REASONS} more` : '';
  // What a model said is listed in any case.
  const listed = [...reasons.filter(isOfModel), ...reasons.filter((why) => !isOfModel(why))].slice(0, MAX_REASONS);
  return `${whyOf.length} wordings merged: ${listed.sort().join('; ')}${more}.`;
}

function assemble(groups: readonly Described[], size: number, mode: GroupingMode): GroupedAnswers {
  const groupOf = new Array<number>(size).fill(0);
  const why = new Array<string>(size).fill('');
  const taken = new Set<string>();
  const named = groups.map(({ members, whyOf, ...group }, index) => {
    members.forEach((member, at) => {
      groupOf[member] = index;
      why[member] = whyOf[at]!;
    });
    const id = unused(groupId(mode === 'exact' ? group.answer : foldText(group.answer)), taken);
    return { id, answer: mode === 'exact' ? group.answer : shown(group.answer), why: group.why };
  });
  return { groupOf, why, groups: named };
}

/** An id that is not in `taken`, and is from now on. Two answers with one hash are next to impossible; ids are unique all the same. */
export function unused(id: string, taken: Set<string>): string {
  let free = id;
  for (let copy = 2; taken.has(free); copy++) free = `${id}-${copy}`;
  taken.add(free);
  return free;
}

function byCountThenAnswer(a: Described, b: Described): number {
  return b.count - a.count || compareText(a.answer, b.answer);
}

/** By UTF-16 units: the same everywhere, unlike a locale's order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
