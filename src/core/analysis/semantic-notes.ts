import { answerDigest, isNumberAnswer } from '../grouping/answer-digest.ts';
import { judgedBy } from '../grouping/semantic.ts';
import type { SemanticGrouping } from '../model/run.ts';
import type { Grouped } from './grouped.ts';
import { list, plural, quote } from '../text/prose.ts';

/** What a reader of a report by meaning must know: who said what means the same, and which answers nobody was asked about. */

/** Answers that were not compared, because they came later, are read otherwise, or were too many. Numbers are not meant. */
function uncompared(semantic: SemanticGrouping, { groups, groupOf }: Grouped): number {
  const known = new Set(semantic.compared);
  const told = new Set<number>();
  const seen = new Map<string, boolean>();
  for (const [read, group] of groupOf) {
    const { answer } = read.reading.extraction;
    let isKnown = seen.get(answer);
    if (isKnown === undefined) seen.set(answer, (isKnown = isNumberAnswer(answer) || known.has(answerDigest(answer))));
    if (isKnown) told.add(group);
  }
  return groups.length - told.size;
}

function who({ method, target, threshold }: SemanticGrouping): string {
  if (method === 'judge') return `Grouped by meaning, as ${target} judged it.`;
  const from = threshold === null ? '' : `: answers that are at least ${String(threshold)} alike are the same`;
  return `Grouped by meaning, as ${target} measures it${from}.`;
}

/** Most answers that are named as merged. */
const MOST_NAMED = 3;

/** Which answers a judge merged others into; nothing where it merged none. */
function merged({ method, target }: SemanticGrouping, { groups }: Grouped): readonly string[] {
  const joined = method === 'judge' ? groups.filter(({ why }) => why.includes(judgedBy(target))) : [];
  if (joined.length === 0) return [];
  const names = joined.slice(0, MOST_NAMED).map(({ answer }) => quote(answer, 'text'));
  const more = joined.length > MOST_NAMED ? [`${joined.length - MOST_NAMED} more`] : [];
  return [`Merged by judge ${target}, which can be wrong: ${list([...names, ...more])}.`];
}

function notCompared(count: number): string {
  const [they, came, are, too] =
    count === 1 ? ['it', 'it came', 'is', 'one too many'] : ['they', 'they came', 'are', 'too many'];
  const why = `because ${came} later, ${are} read in another way, or ${are} ${too}`;
  return `${plural(count, 'answer was', 'answers were')} not compared by meaning, ${why}; ${they} ${are} grouped by wording until asked again.`;
}

/** The sentences for the report, each of which stands alone. */
export function semanticNotes(
  semantic: SemanticGrouping,
  grouped: Grouped,
  kind: 'number' | 'choice' | 'text',
): readonly string[] {
  if (kind === 'number')
    return ['The answers are numbers, which are the same when their values are; meaning joins none.'];
  if (kind === 'choice') return ['The answers are options of the prompt; meaning joins none.'];
  const missed = uncompared(semantic, grouped);
  const { unreadable, unasked = 0, target } = semantic;
  return [
    ...merged(semantic, grouped),
    who(semantic),
    ...(missed === 0 ? [] : [notCompared(missed)]),
    ...(unreadable === 0
      ? []
      : [`${plural(unreadable, 'reply', 'replies')} of ${target} could not be read and merged nothing.`]),
    ...(unasked === 0
      ? []
      : [
          `${plural(unasked, 'pair of answers was', 'pairs of answers were')} too many to ask ${target} about, and merged nothing.`,
        ]),
  ];
}
