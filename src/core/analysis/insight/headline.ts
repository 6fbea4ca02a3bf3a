import type { ConvergenceLevel, Verdict } from '../../model/report.ts';
import { chiSquareTail } from '../../statistics/significance/chi-square-tail.ts';
import { labelOf, quoted } from './details.ts';
import { chanceOf, isOneLeft, spokenOf, type Evidence } from './evidence.ts';
import { pWords } from './fairness.ts';
import { mayBeHigher } from './level.ts';
import { sharedItems, sharedWording } from './parts.ts';
import { topSentence } from './top-answers.ts';
import { settledRuns, topAnswers, unusable, withoutOutput, type Finding } from './verdict.ts';
import { figure, list, percent, plural, quote } from '../../text/prose.ts';

/** The main finding. */
export interface Headline {
  /** Two to four words without a full stop: what stands large. */
  readonly claim: string;
  /** What was found, with its full stop; empty where the claim says it all. */
  readonly sentence: string;
}

const headline = (claim: string, sentence: string): Headline => ({ claim, sentence });

const LEVEL_WORDS: Readonly<Record<Exclude<ConvergenceLevel, 'undecided' | 'none'>, string>> = {
  strong: 'strongly converged',
  moderate: 'moderately converged',
  weak: 'weakly converged',
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** "Two models agree 12% of the time, runs of one model 44%": what the verdict rests on. */
export function howOften(evidence: Evidence, isUnsure: boolean): string {
  const { within, between } = evidence.report.agreement;
  const range = (of: typeof within) =>
    isUnsure && of?.interval ? ` (${percent(of.interval[0])} to ${percent(of.interval[1])})` : '';
  const fair = evidence.report.possible.isFairPick ? `; a fair draw would agree ${percent(chanceOf(evidence))}` : '';
  if (between !== null)
    return `Two models agree ${percent(between.value)} of the time${range(between)}, two runs of one model ${percent(within!.value)}${fair}.`;
  return `Two runs agree ${percent(within!.value)} of the time${range(within)}${fair}.`;
}

function converged(evidence: Evidence, level: ConvergenceLevel): Headline {
  const spoken = spokenOf(evidence)!;
  const top = topAnswers(evidence);
  const words = level === 'strong' || level === 'moderate' || level === 'weak' ? LEVEL_WORDS[level] : '';
  const isByTop = top !== null && level === 'weak';
  const claim = capital(`${!isByTop && mayBeHigher(spoken) ? 'at least ' : ''}${words}`);
  if (isByTop)
    return headline(
      claim,
      `${plural(top.answers, 'answer makes', 'answers make')} up ${percent(top.count / evidence.n)} of ${figure(evidence.n)}.`,
    );
  const items = sharedItems(evidence);
  return headline(claim, items === null ? (topSentence(evidence) ?? howOften(evidence, false)) : `${items}.`);
}

/** From this agreement with itself on a model "repeats itself", 0 ... 1. */
const REPEATS = 0.2;

function eachItsOwn(evidence: Evidence): Headline {
  const { agreement } = evidence.report;
  const shared = agreement.between!.value;
  const agree = shared === 0 ? 'no two models agree' : `two models agree ${shared < 0.1 ? 'seldom' : 'less often'}`;
  return headline('Models differ', `${repeating(evidence, agreement.within!.value)}; ${agree} (${percent(shared)}).`);
}

/** Which models repeat themselves: the mean alone would speak for those that do not. */
function repeating({ voices, record }: Evidence, mean: number): string {
  const rates = voices.map(({ target, statistics }) => ({ target, rate: statistics['collision']?.value ?? 0 }));
  const loyal = rates.filter(({ rate }) => rate >= REPEATS);
  if (loyal.length === rates.length || loyal.length === 0) {
    const often = mean === 1 ? '' : mean >= 0.5 ? 'mostly ' : 'often ';
    return `Each model ${often}repeats itself (${percent(mean)})`;
  }
  if (rates.length > MOST_MODELS_NAMED) return `${loyal.length} of ${rates.length} models repeat themselves`;
  const say = (some: typeof rates, one: string, many: string) =>
    some.length === 1
      ? `${labelOf(record.run, some[0]!.target)} ${one} (${percent(some[0]!.rate)})`
      : `${list(some.map(({ target, rate }) => `${labelOf(record.run, target)} (${percent(rate)})`))} ${many}`;
  const others = rates.filter(({ rate }) => rate < REPEATS);
  return `${say(loyal, 'repeats itself', 'repeat themselves')}, ${say(others, 'does not', 'do not')}`;
}

/** So many models are named one by one. */
const MOST_MODELS_NAMED = 4;

/** So many options are named one by one. */
const MOST_NAMED = 6;

function noPreference(evidence: Evidence): Headline {
  const { groups, report, n } = evidence;
  const size = report.possible.size!;
  // A number and its count side by side would read as one figure.
  const named = groups.map(({ answer, count }) =>
    report.numbers === null ? `${quoted(report, answer)} ${figure(count)}` : `${answer} (${figure(count)})`,
  );
  const what =
    groups.length === size && size <= MOST_NAMED
      ? named.join(', ')
      : `${size} answers in ${plural(n, 'run')}, none too often`;
  return headline('No preference', `${what}; a fair choice of ${size} agrees ${percent(1 / size)} of the time.`);
}

/**
 * The smallest share that would have stood out among `n` answers of K = `size`, the others being even: where X^2 reaches 5%.
 * Asymptotic, and so only for expected counts of 5 or more; else `null`.
 */
export function smallestPreference(n: number, size: number): number | null {
  if (n / size < 5) return null;
  for (let count = Math.ceil(n / size); count <= n; count++) {
    const other = (n - count) / (size - 1);
    const chiSquare = (count ** 2 + (size - 1) * other ** 2) / (n / size) - n;
    if (chiSquareTail(chiSquare, size - 1) < 0.05) return count / n;
  }
  return null;
}

/** What answers that differ share all the same; where that is nothing, what was found of them. */
function differing(evidence: Evidence, claim: string): Headline {
  const { groups, n } = evidence;
  const shared = sharedWording(evidence);
  const differs = groups.length === n ? `All ${figure(n)} answers are different` : null;
  if (shared === null) return headline(claim, differs === null ? howOften(evidence, false) : `${differs}.`);
  return headline(shared.claim ?? claim, `${differs === null ? shared.clause : `${differs}; ${shared.clause}`}.`);
}

/** Whether a single answer came twice, and all others once. */
export const isOneTwice = ({ groups }: Evidence) =>
  groups[0]?.count === 2 && groups.filter(({ count }) => count > 1).length === 1;

/** Agreement that would be written as "less than 0.1%", as would that of a fair draw. */
const isHardlyEver = (evidence: Evidence) => Math.max(spokenOf(evidence)?.value ?? 0, chanceOf(evidence)) < 0.0005;

const VARIED = 'Not converged';

function varied(evidence: Evidence): Headline {
  const { groups, n, report } = evidence;
  if (groups.length === n) return differing(evidence, VARIED);
  const { size } = report.possible;
  const twice = groups.filter(({ count }) => count > 1);
  if (size !== null && isOneTwice(evidence))
    return headline(
      VARIED,
      `One answer, ${quoted(report, twice[0]!.answer)}, came twice in ${figure(n)} draws from ${figure(size)}.`,
    );
  if (size !== null && isHardlyEver(evidence))
    return headline(
      VARIED,
      `${figure(twice.length)} answers came more than once in ${figure(n)} draws from ${figure(size)}.`,
    );
  return differing(evidence, VARIED);
}

/** Models that answered often enough, where others did not. */
function oneLeft(evidence: Evidence): string {
  const { voices, report, record } = evidence;
  const [voice] = voices;
  const share = voice!.statistics['modal-share'];
  const times = Math.round((share?.value ?? 0) * (share?.n ?? 0));
  const name = labelOf(record.run, voice!.target);
  const n = share?.n ?? 0;
  const said =
    times > 1
      ? `${name} says ${quoted(report, voice!.modalAnswer ?? '')} in ${times} of ${n} runs`
      : `the ${n} answers of ${name} are all different`;
  return `${times > 1 ? said : capital(said)}; ${tooFewAnswered(evidence)!}`;
}

/** Whether a verdict is about the models that answered often enough: those that did not are named. */
export const isOfVoices = (verdict: Verdict) => !['refused', 'unreadable', 'determinism'].includes(verdict);

const times = (count: number) => ({ 1: 'once', 2: 'twice' })[count] ?? `${count} times`;

/** "b answered only twice: too few to compare."; `null` where all answered often enough. */
export function tooFewAnswered({ cells, report, record }: Evidence): string | null {
  const silent = cells.filter(({ target }) => report.agreement.tooFew.includes(target));
  if (silent.length === 0) return null;
  if (silent.length > 3) return `${silent.length} models answered too seldom to compare.`;
  const named = silent.map(({ target, statistics, modalAnswer }) => {
    const n = statistics['distinct']?.n ?? 0;
    const isOne = statistics['distinct']?.value === 1 && modalAnswer !== null;
    const what = isOne ? ` (${quoted(report, modalAnswer)})` : '';
    return `${labelOf(record.run, target)} ${n === 0 ? 'never answered' : `answered only ${times(n)}${what}`}`;
  });
  return `${list(named)}: too few to compare.`;
}

/** What came more often than a fair draw gives any answer, which is the finding where the level is undecided. */
export function spikeOf({ numbers, report }: Evidence): { said: string; count: number; pHolm: number } | null {
  const { favourite } = report;
  if (favourite !== undefined)
    return { said: quoted(report, favourite.answer), count: favourite.count, pHolm: favourite.pHolm };
  const spike = numbers?.spikes[0];
  if (spike === undefined || spike.pHolm === null || !report.possible.isFairPick) return null;
  return { said: String(spike.value), count: spike.count, pHolm: spike.pHolm };
}

/** "42 comes in 22% of runs; a fair draw gives 1% (p < 0.001)." */
export function spikeSentence(evidence: Evidence): string | null {
  const spike = spikeOf(evidence);
  if (spike === null) return null;
  const [share, fair] = [percent(spike.count / evidence.n), percent(chanceOf(evidence))];
  return `${spike.said} comes in ${share} of runs; a fair draw gives ${fair} (${pWords(spike.pHolm)}).`;
}

const TOO_FEW = 'Too few runs';

function undecided(evidence: Evidence): Headline {
  const { groups, report, n } = evidence;
  if (isOneLeft(evidence)) return headline(TOO_FEW, oneLeft(evidence));
  const spoken = spokenOf(evidence);
  const [first] = groups;
  if (spoken === null) {
    const top =
      first !== undefined && first.count > 1
        ? `${figure(first.count)} of ${figure(n)} answers are ${quoted(report, first.answer)}.`
        : '';
    return headline(TOO_FEW, top);
  }
  const spike = spikeSentence(evidence);
  if (spike !== null) return headline('Not a fair draw', spike);
  if (groups.length === n) {
    const shared = sharedWording(evidence);
    const clauses = [`${figure(n)} answers, all different`, ...(shared === null ? [] : [shared.clause])];
    return headline(TOO_FEW, `${clauses.join('; ')}.`);
  }
  return headline(TOO_FEW, howOften(evidence, true));
}

/** How outputs that gave no answer begin, most frequent first. */
function beginning({ record, report }: Evidence): string {
  const unread = new Set(
    report.readings
      .filter(({ status }) => status === 'unparsed')
      .map(({ target, condition, trialIndex }) => JSON.stringify([target, condition, trialIndex])),
  );
  const heads = new Map<string, number>();
  for (const { target, condition, trialIndex, text } of record.trials) {
    if (!unread.has(JSON.stringify([target, condition, trialIndex]))) continue;
    const head = text.trimStart().slice(0, 200).split(/\s+/u).slice(0, 5).join(' ');
    heads.set(head, (heads.get(head) ?? 0) + 1);
  }
  const [head] = [...heads].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [''];
  if (head === '') return '';
  return heads.size === 1 ? ` They begin ${quote(head, 'text')}.` : ` One begins ${quote(head, 'text')}.`;
}

const isMostlyOutside = ({ counts }: Evidence) => counts.outOfRange > counts.unparsed;

/** What those say that could be read, where most or many could not; `null` where there are none. */
export function ofTheReadable(evidence: Evidence): string | null {
  const { groups, report, n } = evidence;
  const [first] = groups;
  if (first === undefined) return null;
  const which = isMostlyOutside(evidence) ? 'within the range' : 'that could be read';
  const answer = quoted(report, first.answer);
  if (n === 1) return `The only answer ${which} is ${answer}.`;
  if (first.count === n) return `${n === 2 ? 'Both' : `All ${figure(n)}`} answers ${which} are ${answer}.`;
  return `Of the ${figure(n)} answers ${which}, ${figure(first.count)} ${first.count === 1 ? 'is' : 'are'} ${answer}.`;
}

const NO_VERDICT = 'No verdict';

function unreadable(evidence: Evidence): Headline {
  const { counts } = evidence;
  const many = unusable(evidence);
  const share =
    2 * many === counts.completed ? 'Half of the outputs ' : `${percent(many / counts.completed)} of the outputs `;
  const why = isMostlyOutside(evidence) ? 'are outside the range that was asked for' : 'could not be read';
  return headline(NO_VERDICT, `${share}(${figure(many)} of ${figure(counts.completed)}) ${why}.${beginning(evidence)}`);
}

function ofTheRest(n: number, count: number, answer: string): string {
  if (n === 1) return `The only answer is ${answer}.`;
  if (count === n) return `${n === 2 ? 'Both' : `All ${figure(n)}`} answers are ${answer}.`;
  return `Of the ${figure(n)} answers, ${figure(count)} ${count === 1 ? 'is' : 'are'} ${answer}.`;
}

function refused(evidence: Evidence): Headline {
  const { counts, groups, report, n } = evidence;
  const parts = [
    [counts.refused, 'refused'],
    [counts.empty, 'empty'],
    [counts.failed, 'failed'],
  ] as const;
  const named = list(parts.filter(([count]) => count > 0).map(([count, what]) => `${figure(count)} ${what}`));
  const [first] = groups;
  const rest = first === undefined ? '' : ` ${ofTheRest(n, first.count, quoted(report, first.answer))}`;
  return headline(
    NO_VERDICT,
    `${figure(withoutOutput(evidence))} of ${plural(settledRuns(evidence), 'run')} gave no answer (${named}).${rest}`,
  );
}

function determinism({ fixed }: Evidence): Headline {
  const by = list([...new Set(fixed.map((cell) => cell.cause.by))]);
  return headline(
    'Determinism, not convergence',
    `${capital(by)} makes a model repeat one text; its runs cannot show how often it would agree with itself.`,
  );
}

/** From this share of the outputs on that name a thing, those that do not are no matter of the headline. */
const NEARLY_ALL = 0.8;

/** That a good part of the outputs name no one thing and are compared whole; `null` where nearly all do, or none is looked for. */
export function partlyNamed({ report: { named } }: Evidence): string | null {
  if (named === undefined || named.named === 0 || named.named >= NEARLY_ALL * (named.named + named.whole)) return null;
  const share = percent(named.named / (named.named + named.whole));
  const what = named.items === undefined ? 'name one thing' : 'list what was asked for';
  return `Only ${share} of the outputs ${what}; the others are compared whole.`;
}

/** What is said for a verdict. */
export function headlineOf(evidence: Evidence, { verdict, level }: Finding): Headline {
  switch (verdict) {
    case 'refused':
      return refused(evidence);
    case 'unreadable':
      return unreadable(evidence);
    case 'determinism':
      return determinism(evidence);
    case 'converged':
      return converged(evidence, level);
    case 'each-its-own':
      return eachItsOwn(evidence);
    case 'no-preference':
      return noPreference(evidence);
    case 'varied':
      return varied(evidence);
    case 'undecided':
      return undecided(evidence);
  }
}
