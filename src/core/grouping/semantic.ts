import type { Partition } from './equivalence.ts';
import type { SemanticGrouping } from '../model/run.ts';
import { claimsOf, keptApart, type Claims } from './contradiction.ts';
import { answerDigest, isNumberAnswer } from './answer-digest.ts';

/** Most answers that are compared; all pairs are looked at, and their similarities are kept. */
export const MOST_EMBEDDED = 1000;

/** Lexical groups joined by what a model found to be the same. Asks nobody. */

/** A lexical group that belongs to a class. */
interface Placed {
  /** Index of the class. */
  readonly index: number;
  /** Similarity of its answer to the first of the class; `null` when a judge said it. */
  readonly similarity: number | null;
  readonly isFirst: boolean;
}

/**
 * Joins the groups of `lexical` whose answers are in one class. A group that holds answers of several classes goes with
 * the most frequent of them, so that no class is joined with another by way of a wording between them. Answers that no
 * class names, those that came later among them, stay in their lexical groups, and so do those that are never one with a
 * more frequent one of the class (`keptApart`). `counts`: how often each answer came.
 */
export function groupSemantic(
  answers: readonly string[],
  counts: readonly number[],
  lexical: Partition,
  semantic: SemanticGrouping,
): Partition {
  const placed = placeGroups(answers, counts, lexical, semantic);
  const lexicalOf = new Map(answers.map((answer, at) => [answer, lexical.keyOf[at]!]));
  const of = (answer: string) => placed.get(lexicalOf.get(answer) ?? '');
  return {
    keyOf: lexical.keyOf.map((key) => {
      const place = placed.get(key);
      return place === undefined ? key : `meaning ${place.index}`;
    }),
    explain: (answer, naming) => {
      const [one, other] = [of(answer), of(naming)];
      if (lexicalOf.get(answer) === lexicalOf.get(naming) || !one || !other) return lexical.explain(answer, naming);
      return reason(one, other, semantic);
    },
  };
}

/** The class of each lexical group that has one, by the key of the group. */
function placeGroups(
  answers: readonly string[],
  counts: readonly number[],
  { keyOf }: Partition,
  { same }: SemanticGrouping,
): ReadonlyMap<string, Placed> {
  const classes = new Map<string, Placed>();
  same.forEach(({ answers: members, similarity }, index) => {
    members.forEach((member, at) => {
      const digest = answerDigest(member);
      if (isNumberAnswer(member) || classes.has(digest)) return;
      classes.set(digest, { index, similarity: similarity?.[at] ?? null, isFirst: at === 0 });
    });
  });
  const placed = new Map<string, Placed>();
  const rooms = same.map((): Claims[] => []);
  let tried = 0;
  for (const { answer, key } of byFrequency(answers, counts, keyOf)) {
    const place = placed.has(key) ? undefined : classes.get(answerDigest(answer));
    if (place === undefined || ++tried > MOST_EMBEDDED) continue;
    // What was found may come from a file, or be older than a rule.
    const claims = claimsOf(answer);
    if (rooms[place.index]!.some((other) => keptApart(other, claims))) continue;
    rooms[place.index]!.push(claims);
    placed.set(key, place);
  }
  return placed;
}

/** Every different answer with the key of its group, the most frequent first. */
function byFrequency(
  answers: readonly string[],
  counts: readonly number[],
  keyOf: readonly string[],
): readonly { readonly answer: string; readonly key: string }[] {
  const all = new Map<string, { readonly answer: string; readonly key: string; readonly count: number }>();
  answers.forEach((answer, at) => {
    const count = (all.get(answer)?.count ?? 0) + counts[at]!;
    all.set(answer, { answer, key: keyOf[at]!, count });
  });
  return [...all.values()].sort((a, b) => b.count - a.count || (a.answer < b.answer ? -1 : 1));
}

/** Why two lexical groups are one: "meaning 0.93 alike, by openai:text-embedding-3-small". */
function reason(one: Placed, other: Placed, { method, target }: SemanticGrouping): string {
  if (method === 'judge') return judgedBy(target);
  // Figures are known against the first of the class; between two others there is only that both are like it.
  const figure = one.isFirst ? other.similarity : other.isFirst ? one.similarity : null;
  return `meaning ${figure === null ? '' : `${figure.toFixed(2)} `}alike, by ${target}`;
}

/** The reason of a merge that a judge made. */
export function judgedBy(target: string): string {
  return `judged the same by ${target}`;
}

/** Whether a reason is that of a model, which can be wrong. */
export function isOfModel(why: string): boolean {
  return why.startsWith('judged the same by ') || why.startsWith('meaning ');
}
