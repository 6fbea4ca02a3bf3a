import {
  groupAnswers,
  summary,
  unused,
  type Groupable,
  type GroupedAnswers,
  type GroupingOptions,
} from '../grouping/group-answers.ts';
import type { EditedPlaces } from './edits.ts';

/** Names the groups that were changed by hand, and says in words what was done to them. */

/** Groups of wordings: the group of each, why it is there (empty for the one that names its group), and their names. */
export interface Placed {
  readonly named: GroupedAnswers['groups'];
  readonly placeOf: readonly number[];
  readonly whyOf: readonly string[];
}

/** Why a wording is in a group that it begins to be too short for; see `withoutCutOff`. */
export const CUT_OFF = 'cut off by a length limit';

const MERGED = 'merged by hand';
const SPLIT = 'split off by hand';
/** Of wordings that are alike by way of another one, which a split took from them. */
const BEFORE = 'in one group with it before the split';

/** What all groups are described with. */
interface Material {
  readonly automatic: Placed;
  readonly inputs: readonly Groupable[];
  readonly edited: EditedPlaces;
  readonly options: GroupingOptions;
  /** How many wordings each automatic group holds. */
  readonly sizes: ReadonlyMap<number, number>;
}

/** Wordings of one automatic group that are in one group after the edits. */
interface Part {
  readonly members: readonly number[];
  readonly count: number;
  /** Whether it is all of its automatic group. */
  readonly whole: boolean;
  /** Whether a split made it. */
  readonly splitOff: boolean;
  readonly answer: string;
  /** The sentence of grouping alone. */
  readonly why: string;
  readonly id: string;
  /** Whether `id` is that of its automatic group. */
  readonly keepsId: boolean;
  /** Without what was done by hand, in the order of `members`. */
  readonly whyOf: readonly string[];
}

/** A group after the edits. */
type EditedGroup = Omit<Part, 'count' | 'whole' | 'splitOff'>;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function partOf(place: number, members: readonly number[], material: Material): Part {
  const { automatic, inputs, edited, options, sizes } = material;
  const base = {
    members,
    count: members.reduce((sum, index) => sum + inputs[index]!.count, 0),
    whole: members.length === sizes.get(place),
    splitOff: members.every((index) => edited.splitOff.has(index)),
  };
  const whyOf = members.map((index) => automatic.whyOf[index]!);
  if (base.whole || whyOf.includes('')) return { ...base, ...automatic.named[place]!, keepsId: true, whyOf };
  // The wording that the others were compared with is elsewhere now.
  const anew = groupAnswers(
    members.map((index) => inputs[index]!),
    options,
  );
  const whyAnew = anew.groupOf.map((group, at) => (group === 0 ? anew.why[at]! : BEFORE));
  return { ...base, ...anew.groups[0]!, keepsId: false, whyOf: whyAnew };
}

/** A wording in its group: how many outputs are worded like it, and why it is there. */
interface Reason {
  readonly count: number;
  readonly why: string;
}

/** What was joined without looking at who joined it; empty when all was by hand. */
function joining(reasons: readonly Reason[], isMerged: boolean): string {
  // Those that were cut off are told of elsewhere.
  const told = reasons.filter(({ why }) => why !== CUT_OFF);
  if (isMerged && told.every(({ why }) => why === '' || why === MERGED)) return '';
  return summary(
    told.map(({ why }) => (why === MERGED ? 'by hand' : why)),
    told.reduce((sum, { count }) => sum + count, 0),
  );
}

/** The sentences of a group that was changed by hand. */
function whyOfGroup(parts: readonly Part[], isSplit: boolean, reasons: readonly Reason[]): string {
  const isRest = !isSplit && parts.some(({ whole, splitOff }) => !whole && !splitOff);
  return [
    parts.length > 1 ? `${parts.length} answers were merged by hand.` : '',
    isSplit ? 'Split off by hand.' : '',
    isRest ? 'Others were split off by hand.' : '',
    joining(reasons, parts.length > 1),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** One group out of parts, named by the largest. */
function joined(parts: readonly Part[], { inputs }: Material): EditedGroup {
  const sorted = [...parts].sort(
    (a, b) => b.count - a.count || compareText(a.answer, b.answer) || compareText(a.id, b.id),
  );
  const [first] = sorted as [Part];
  const { answer, id, keepsId } = first;
  const members = sorted.flatMap((part) => part.members);
  const base = { members, answer, id, keepsId };
  if (sorted.length === 1 && first.whole) return { ...base, whyOf: first.whyOf, why: first.why };
  const isSplit = sorted.length === 1 && first.splitOff;
  const whyOf = sorted.flatMap((part) => (part === first ? part.whyOf : part.members.map(() => MERGED)));
  const reasons = members.map((index, at) => ({ count: inputs[index]!.count, why: whyOf[at]! }));
  const told = isSplit ? whyOf.map((why) => (why === '' ? SPLIT : `${SPLIT}; ${why}`)) : whyOf;
  return { ...base, whyOf: told, why: whyOfGroup(sorted, isSplit, reasons) };
}

/** The groups of the wordings in `touched` places. */
function groupsIn(touched: ReadonlySet<number>, material: Material): readonly EditedGroup[] {
  const { automatic, edited } = material;
  const groups = new Map<number, Map<number, number[]>>();
  edited.placeOf.forEach((place, index) => {
    if (!touched.has(place)) return;
    let parts = groups.get(place);
    if (!parts) groups.set(place, (parts = new Map()));
    const origin = automatic.placeOf[index]!;
    const members = parts.get(origin);
    if (members) members.push(index);
    else parts.set(origin, [index]);
  });
  return [...groups.values()].map((parts) =>
    joined(
      [...parts].map(([origin, members]) => partOf(origin, members, material)),
      material,
    ),
  );
}

/** Ids of groups by their place; those of automatic groups stay, new ones are unlike any of these. */
function idsOf(groups: readonly EditedGroup[], automatic: Placed): readonly string[] {
  const taken = new Set(automatic.named.map(({ id }) => id));
  const ids = groups.map(({ id }) => id);
  const anew = groups.map((group, index) => ({ group, index })).filter(({ group }) => !group.keepsId);
  anew.sort((a, b) => compareText(a.group.id, b.group.id) || compareText(a.group.answer, b.group.answer));
  for (const { group, index } of anew) ids[index] = unused(group.id, taken);
  return ids;
}

/** What edits change. */
export interface Changed {
  /** Places of automatic groups that are not there any more as they were. */
  readonly gone: ReadonlySet<number>;
  /** The groups of their wordings. */
  readonly made: readonly Omit<EditedGroup, 'keepsId'>[];
}

/**
 * The groups that the edits change. Each is named by the largest of the groups it is made of; it keeps its id as long as the
 * wording that names it is what names it.
 */
export function editedGroups(
  automatic: Placed,
  inputs: readonly Groupable[],
  edited: EditedPlaces,
  options: GroupingOptions,
): Changed {
  const gone = new Set<number>();
  edited.placeOf.forEach((place, index) => {
    const before = automatic.placeOf[index]!;
    if (place !== before) gone.add(place).add(before);
  });
  if (gone.size === 0) return { gone, made: [] };
  const sizes = new Map<number, number>();
  for (const place of automatic.placeOf) sizes.set(place, (sizes.get(place) ?? 0) + 1);
  const groups = groupsIn(gone, { automatic, inputs, edited, options, sizes });
  const ids = idsOf(groups, automatic);
  return { gone, made: groups.map((group, index) => ({ ...group, id: ids[index]! })) };
}
