import { indexCandidates } from './candidates.ts';
import { similarityOf } from './compare.ts';
import type { Partition } from './equivalence.ts';
import { carried, recalled } from '../memory.ts';
import { foldText } from '../text/fold.ts';
import { comparedForm, explainForm, PLAIN_WORDS } from '../notation/notation.ts';
import type { Notation } from '../notation/notation.ts';
import { cluster } from './linkage.ts';
import type { Link } from './linkage.ts';
import { profileOf } from './profile.ts';
import type { Profile } from './profile.ts';
import { explainReadings, readAnswer } from './reading.ts';
import type { Reading } from './reading.ts';
import { Verdicts } from './verdicts.ts';
import { onText } from '../watch.ts';

/**
 * The last rung without a model: the same answer in other words. Short answers are compared by a key (article, spacing and
 * the way a number is written aside), so "dark blue" is not "light blue"; longer ones by their wording.
 */

/** Alike neighbours of one answer that are kept as links; more add nothing to its cluster. */
const MAX_LINKS = 32;

/** Groups answers whose wording says the same. The order of the answers does not matter. */
export function groupLexical(answers: readonly string[], notation: Notation = PLAIN_WORDS): Partition {
  const folded = answers.map((answer) => onText(answer, () => comparedForm(answer, notation)));
  const readings = readAll(answers, folded);
  const settled = settleQualifiers(readings);
  const read = folded.map((text) => readings.get(text)!);
  const keys = read.map(settled);
  const joined = joinWorded(keys, read, answers, folded);
  return {
    keyOf: joined.size === 0 ? keys : keys.map((key) => joined.get(key) ?? key),
    explain: (answer, naming) => explain(answer, naming, readings, notation),
  };
}

/** How much a reading tells: of several spellings of one folded text the one that tells most decides for all. */
function telling(reading: Reading): number {
  return (reading.key.startsWith('list ') ? 2 : 0) + (reading.qualifier === null ? 0 : 1);
}

/** By the answer alone: its folded text follows from it. */
const keyOf = (answer: string): string => answer;
const readOnce = recalled((answer: string, form: string) => `${form}\n${answer}`, readAnswer);
const profileOnce = recalled(keyOf, profileOf);

/** The reading of each folded text. */
function readAll(answers: readonly string[], folded: readonly string[]): ReadonlyMap<string, Reading> {
  const readings = new Map<string, Reading>();
  answers.forEach((answer, index) => {
    const text = folded[index]!;
    const known = readings.get(text);
    if (known !== undefined && !mayTellMore(answer)) return;
    const reading = onText(answer, () => readOnce(answer, text));
    const order = known === undefined ? 1 : telling(reading) - telling(known) || (reading.key < known.key ? 1 : -1);
    if (order > 0) readings.set(text, reading);
  });
  return readings;
}

/** Whether the punctuation of an answer may tell more than its folded text: a list, a remark in brackets, an owner. */
const mayTellMore = (answer: string): boolean => /[,;•|\n(’']|\bby\b/.test(answer);

/**
 * The key of a reading. "Inception (2010)" is "Inception" as long as no answer says "Inception (1980)": what all
 * agree on is set aside, what they do not is part of the key.
 */
function settleQualifiers(readings: ReadonlyMap<string, Reading>): (reading: Reading) => string {
  const said = new Map<string, Set<string>>();
  const nameOf = (key: string, kind: string): string => `${kind} of ${key}`;
  for (const { key, qualifier } of readings.values()) {
    if (qualifier === null) continue;
    const values = said.get(nameOf(key, qualifier.kind));
    if (values === undefined) said.set(nameOf(key, qualifier.kind), new Set([qualifier.value]));
    else values.add(qualifier.value);
  }
  return ({ key, qualifier }) =>
    qualifier !== null && said.get(nameOf(key, qualifier.kind))!.size > 1
      ? `${key} (${qualifier.kind} ${qualifier.value})`
      : key;
}

const verdictsBefore = carried<Verdicts>();

/** Key of each longer answer -> key of its cluster. */
function joinWorded(
  keys: readonly string[],
  read: readonly Reading[],
  answers: readonly string[],
  folded: readonly string[],
): ReadonlyMap<string, string> {
  /** An answer as written for each key; the smallest, so that order does not matter. */
  const written = new Map<string, number>();
  keys.forEach((key, index) => {
    if (!read[index]!.worded) return;
    const known = written.get(key);
    if (known === undefined || answers[index]! < answers[known]!) written.set(key, index);
  });
  const sorted = [...written.keys()].sort();
  const profiles = sorted.map((key) => {
    const index = written.get(key)!;
    return onText(answers[index]!, () => profileOnce(answers[index]!, folded[index]!));
  });
  const verdicts = new Verdicts(profiles, verdictsBefore.take());
  verdictsBefore.leave(verdicts);
  const clusters = cluster(profiles.length, linksOf(profiles, verdicts), (a, b) => verdicts.mayShare(a, b));
  verdicts.release();
  return new Map(sorted.map((key, index) => [key, sorted[clusters[index]!]!]));
}

function linksOf(profiles: readonly Profile[], verdicts: Verdicts): readonly Link[] {
  const candidates = indexCandidates(profiles);
  const links: Link[] = [];
  profiles.forEach((_, a) => {
    let kept = 0;
    candidates.each(a, (b) => {
      if (verdicts.has(a, b)) return !verdicts.areAlike(a, b) || ++kept < MAX_LINKS;
      const similarity = verdicts.compare(a, b);
      if (similarity === null) return true;
      links.push({ a: Math.min(a, b), b: Math.max(a, b), similarity });
      return ++kept < MAX_LINKS;
    });
  });
  return links;
}

function explain(answer: string, naming: string, readings: ReadonlyMap<string, Reading>, notation: Notation): string {
  const [one, other] = [comparedForm(answer, notation), comparedForm(naming, notation)];
  if (one === other) return foldText(answer) === foldText(naming) ? '' : explainForm(one);
  const [read, named] = [readings.get(one)!, readings.get(other)!];
  if (read.key === named.key) return explainReadings(read, named);
  return `wording ${similarityOf(profileOnce(answer, one), profileOnce(naming, other)).toFixed(2)} alike`;
}
