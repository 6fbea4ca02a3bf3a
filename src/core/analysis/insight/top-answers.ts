import { figure, list, percent } from '../../text/prose.ts';
import { quoted } from './details.ts';
import type { Evidence } from './evidence.ts';

/** So many answers are named one by one, and they make up this share of all at least. */
const MOST_LISTED = 3;
const WORTH_LISTING = 1 / 3;

/** "; a fair draw would give them 3%": what so many of the possible answers would come to. */
function fairShare({ report: { possible } }: Evidence, answers: number): string {
  if (!possible.isFairPick || possible.size === null) return '';
  return `; a fair draw would give ${answers === 1 ? 'it' : 'them'} ${percent(answers / possible.size)}`;
}

/** Up to three answers that came more than once and make up a third or more; `null` where their quoted beginnings are the same. */
function several(evidence: Evidence): string | null {
  const { groups, n, report } = evidence;
  const top = groups.slice(0, MOST_LISTED).filter(({ count }) => count > 1);
  const names = top.map(({ answer }) => quoted(report, answer));
  const count = top.reduce((sum, group) => sum + group.count, 0);
  if (new Set(names).size < names.length || count < WORTH_LISTING * n) return null;
  const isAll = top.length === groups.length;
  if (!isAll)
    return `${list(names)} ${top.length === 1 ? 'makes' : 'make'} up ${percent(count / n)} of ${figure(n)} answers${fairShare(evidence, top.length)}.`;
  // Of all answers that there are the counts say more than their sum.
  const is = report.numbers === null ? '' : 'is ';
  const [first, ...others] = top.map(
    (group, index) => `${names[index]!} ${index === 0 ? 'is ' : is}${figure(group.count)}`,
  );
  return `${first!} of ${figure(n)} answers, ${list(others)}.`;
}

/**
 * "42, 73 and 57 make up 71% of 150 answers; a fair draw would give them 3%.": the most frequent answers; `null` where no few answers
 * stand out.
 */
export function topSentence(evidence: Evidence): string | null {
  const { groups, n, report } = evidence;
  const [first] = groups;
  if (first === undefined || n < 2 || first.count < 2) return null;
  if (2 * first.count <= n) return several(evidence);
  const isAll = first.count === n;
  const how = isAll
    ? n === 2
      ? 'Both answers'
      : `All ${figure(n)} answers`
    : `${figure(first.count)} of ${figure(n)} answers`;
  return `${how} are ${quoted(report, first.answer)}${fairShare(evidence, 1)}.`;
}

/** The same, or the single answer that comes most often. */
export function tallySentence(evidence: Evidence): string | null {
  const { groups, n, report } = evidence;
  const [first] = groups;
  if (first === undefined || first.count < 2) return null;
  return (
    topSentence(evidence) ??
    `The most frequent answer, ${quoted(report, first.answer)}, is ${figure(first.count)} of ${figure(n)}.`
  );
}
