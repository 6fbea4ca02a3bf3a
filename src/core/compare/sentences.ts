import { pWords } from '../analysis/insight/fairness.ts';
import { list, percent, plural, quote, shownName } from '../text/prose.ts';
import type { BoundResult, GateOutcome, GateResult } from './gate.ts';
import { BEFORE } from './combine-runs.ts';
import type { ChangeVerdict } from '../model/change-verdict.ts';
import type { Change, Comparison } from './comparison.ts';
import { MARGINS, type Margins } from './margins.ts';

/** What a comparison found, in sentences: the panel, the command line and the exports all say the same. */

/** The verdict in two or three words. */
export const VERDICT_WORDS: Readonly<Record<ChangeVerdict, string>> = {
  'more-varied': 'More varied',
  'less-varied': 'Less varied',
  'other-answers': 'Different answers',
  unchanged: 'Unchanged',
  undecided: 'Undecided',
};

export const figure = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const factor = (value: number): string => value.toFixed(value < 10 ? 2 : 0);

/** "Effective answers rose from 4.1 to 9.8 (× 2.39, 95% CI 1.70 to 3.30; p < 0.001)." */
function effective({ effectiveBefore, effectiveAfter, ratio, ratioInterval, effectiveP }: Change): string {
  if (effectiveBefore === null || effectiveAfter === null || ratio === null) return '';
  const ci = ratioInterval === null ? '' : `, 95% CI ${factor(ratioInterval[0])} to ${factor(ratioInterval[1])}`;
  const p = effectiveP === null ? '' : `; ${pWords(effectiveP)}`;
  const [from, to] = [figure(effectiveBefore), figure(effectiveAfter)];
  const verb = from === to ? `stayed at ${to}` : `${ratio > 1 ? 'rose' : 'fell'} from ${from} to ${to}`;
  return `Effective answers ${verb} (× ${factor(ratio)}${ci}${p}).`;
}

/** The same without its intervals, to stand inside a sentence: "effective answers rose from 4.1 to 9.8". */
export function effectiveWords(change: Change): string {
  return effective(change)
    .replace(/ \(.*$/s, '')
    .replace(/^E/, 'e');
}

function found({ verdict, all, runsToDecide }: Comparison, margins: Margins): string {
  switch (verdict) {
    case 'more-varied':
    case 'less-varied':
      return effective(all);
    case 'other-answers':
      return `The models answer differently (${pWords(all.distributionP!)}); whether they vary more or less is not clear.`;
    case 'unchanged':
      return `Any change is smaller than a factor of ${margins.ratio} in effective answers and ${percent(margins.share)} in the share of any frequent answer.`;
    case 'undecided':
      return runsToDecide === null
        ? 'Neither a change nor its absence is shown.'
        : `Neither a change nor its absence is shown; about ${plural(runsToDecide, 'run')} of each model would probably decide.`;
  }
}

/** One or two sentences: what changed, and how sure that is. */
export function comparisonSentences(comparison: Comparison, margins: Margins = MARGINS): readonly string[] {
  const { verdict, all, before, after } = comparison;
  const sentences = [found(comparison, margins)];
  if (verdict !== 'more-varied' && verdict !== 'less-varied') sentences.push(effective(all));
  const [from, to] = [before.modalAnswer, after.modalAnswer];
  if (from !== null && to !== null && from !== to) {
    sentences.push(`The most frequent answer was ${quote(from, 'text')} and is ${quote(to, 'text')}.`);
  }
  return sentences.filter((sentence) => sentence !== '');
}

const names = (labels: readonly string[]): string => list(labels.map(shownName));

/** What was not compared, and what else was different: a sentence each. */
export function comparisonNotes(comparison: Comparison): readonly string[] {
  const { before, after, onlyBefore, onlyAfter, promptChanged, parametersChanged, otherConditions } = comparison;
  const notes = [promptChanged ? 'The prompt changed.' : 'The prompt is the same.'];
  if (parametersChanged.length > 0) notes.push(`Parameters changed for ${names(parametersChanged)}.`);
  for (const { label, run, isGone } of comparison.unanswered) {
    const where = `in the ${run === BEFORE ? 'first' : 'second'} run`;
    notes.push(
      isGone
        ? `${shownName(label)} is gone ${where}: its server knows no such model. It is not compared.`
        : `${shownName(label)} gave no answer ${where} and is not compared.`,
    );
  }
  if (onlyBefore.length > 0) notes.push(`Only in the first run, not compared: ${names(onlyBefore)}.`);
  if (onlyAfter.length > 0) notes.push(`Only in the second run, not compared: ${names(onlyAfter)}.`);
  if (before.trialsPerCell !== after.trialsPerCell) {
    notes.push(`The runs differ in size: ${before.trialsPerCell} and ${after.trialsPerCell} runs of each model.`);
  }
  if (otherConditions > 0) {
    notes.push(`Only the control condition is compared; ${plural(otherConditions, 'trial')} of others left out.`);
  }
  return notes;
}

/** Why a prompt passes, fails or is undecided: a sentence about the change, and one for each bound of a share. */
export function gateSentences(result: GateResult): readonly string[] {
  return [changeSentence(result), ...result.bounds.map(boundSentence)];
}

function changeSentence({ change, comparison, pHolm, rule: { want, leastFactor } }: GateResult): string {
  const { all, runsToDecide } = comparison;
  if (change === 'fail') {
    const changed = want === 'unchanged' ? comparisonSentences(comparison)[0]! : effective(all);
    return `${changed.replace(/\.$/, '')}${pHolm === null || pHolm === all.effectiveP ? '' : `; corrected over all tests ${pWords(pHolm)}`}.`;
  }
  if (change === 'pass') {
    return want === 'unchanged'
      ? found(comparison, { ...MARGINS, ratio: leastFactor })
      : `Effective answers did not ${want === 'many' ? 'fall' : 'rise'} by a factor of ${leastFactor} (${effective(all).replace(/^Effective answers |\.$/g, '')}).`;
  }
  const needed =
    runsToDecide === null ? '' : `; about ${plural(runsToDecide, 'run')} of each model would probably decide`;
  return `Too few runs to rule a change in or out${needed}.`;
}

/** "“X” is the answer of 31% of 150 outputs (95% CI 24% to 39%); at most 20% is wanted: fail." */
function boundSentence({ answer, count, n, interval, atLeast, atMost, outcome, pHolm }: BoundResult): string {
  const what = answer === undefined ? 'An answer can be read in' : `${quote(answer, 'text')} is the answer of`;
  const ci = interval === null ? '' : ` (95% CI ${percent(interval[0])} to ${percent(interval[1])})`;
  const share = n === 0 ? 'none of 0 outputs' : `${percent(count / n)} of ${plural(n, 'output')}`;
  const wanted = [
    ...(atLeast === undefined ? [] : [`at least ${percent(atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${percent(atMost)}`]),
  ];
  const p = outcome === 'fail' && pHolm !== null ? `, ${pWords(pHolm)}` : '';
  return `${what} ${share}${ci}; ${list(wanted)} is wanted: ${outcome}${p}.`;
}

/** The outcome of a whole gate. */
export const GATE_WORDS: Readonly<Record<GateOutcome, string>> = {
  pass: 'Passed',
  fail: 'Failed',
  undecided: 'Undecided',
};
