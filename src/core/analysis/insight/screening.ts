import type { PartEffect, ScreenedPart, ScreeningReport } from '../../model/screening-report.ts';
import type { Run } from '../../model/run.ts';
import { list, plural, quote } from '../../text/prose.ts';
import { labelOf } from './details.ts';
import { pWords } from './fairness.ts';
import type { Headline } from './headline.ts';

/** Which words of a prompt make its answer, in sentences. What is claimed is claimed from the fresh runs alone. */

const named = ({ text }: Pick<ScreenedPart, 'text'>) => quote(text, 'text');
const counts = ({ count, n }: PartEffect['with']) => `${String(count)} of ${String(n)}`;

/** “Mango”, or the words for answers of which each model has its own. */
function answerOf({ answers }: ScreeningReport): string {
  const all = [...new Set(answers.flatMap(({ answer }) => answer ?? []))];
  return all.length === 1 ? quote(all[0]!, 'text') : 'each model’s most frequent answer';
}

/** The effect over all models in the fresh runs. */
const freshOf = ({ fresh }: ScreenedPart) => fresh?.[0];

/** Parts that fresh runs have shown to change the answer, the most certain first. */
export function confirmedParts({ parts }: ScreeningReport): readonly ScreenedPart[] {
  return parts.filter((part) => freshOf(part)?.verdict === 'differ').sort((a, b) => freshOf(a)!.p! - freshOf(b)!.p!);
}

const checkedParts = ({ parts }: ScreeningReport) => parts.filter(({ fresh }) => fresh !== undefined);

/** "With “…” “Mango” comes in 16 of 20 fresh runs, without it in 4 of 20". */
function fresh(report: ScreeningReport, part: ScreenedPart): string {
  const { with: one, without } = freshOf(part)!;
  return `With ${named(part)}, ${answerOf(report)} comes in ${counts(one)} fresh runs, without it in ${counts(without)}`;
}

const points = (share: number) => String(Math.round(100 * share) || 0).replace('-', '−');

/** "+45 points (95% interval 20 to 64)". */
export function effectWords({ difference, interval }: Pick<PartEffect, 'difference' | 'interval'>): string {
  if (difference === null) return 'not known';
  const value = `${difference > 0 ? '+' : ''}${points(difference)} points`;
  return interval === null ? value : `${value} (95% interval ${points(interval[0])} to ${points(interval[1])})`;
}

const kindOf = (parts: readonly ScreenedPart[], many: string) =>
  parts.some(({ spans }) => spans.length > 1) ? `groups of ${many}` : many;

export function screeningHeadline(report: ScreeningReport): Headline {
  const confirmed = confirmedParts(report);
  const [first] = confirmed;
  if (first !== undefined) {
    const one = first.spans.length > 1 ? 'One group of sentences changes' : 'One part of the prompt changes';
    const claim =
      confirmed.length === 1
        ? `${one} the answer`
        : `${String(confirmed.length)} parts of the prompt change the answer`;
    return { claim, sentence: `${confirmed.map((part) => fresh(report, part)).join('. ')}.` };
  }
  const checked = checkedParts(report);
  if (report.answers.every(({ answer }) => answer === null)) {
    return { claim: 'No answer to look for', sentence: 'The whole prompt has not given an answer yet.' };
  }
  if (checked.length === 0) {
    const [strongest] = report.strongest;
    const which =
      strongest === undefined ? '' : ` The strongest in the screening is ${named(report.parts[strongest]!)}.`;
    return { claim: 'Nothing is confirmed yet', sentence: `No part was checked in fresh runs.${which}` };
  }
  if (checked.every((part) => (freshOf(part)?.difference ?? null) === null)) {
    return { claim: 'Nothing is confirmed yet', sentence: 'The fresh runs have given no outputs to compare.' };
  }
  const isAlike = checked.every((part) => isWithin(freshOf(part)));
  const which = list(checked.map(named));
  const strongest =
    report.rows === 0 ? '' : `, the strongest ${plural(checked.length, 'part')} of ${String(report.parts.length)},`;
  return isAlike
    ? {
        claim: 'No sentence stands out',
        sentence: `Leaving out ${which}${strongest} changes the answer by less than 15 points.`,
      }
    : {
        claim: 'No sentence stands out',
        sentence: `Leaving out ${which}${strongest} changes the answer by no more than chance could; more runs may show a smaller difference.`,
      };
}

/** Whether an effect is certainly smaller than 15 points, or no output of either side differed. */
const isWithin = (effect: PartEffect | undefined) =>
  effect !== undefined &&
  (effect.verdict === 'alike' ||
    (effect.verdict === null && effect.interval !== null && effect.interval[0] >= -0.15 && effect.interval[1] <= 0.15));

/** Below this size what the screening shows is not worth a word, points of a hundred. */
const WORTH_SAYING = 0.2;

function unconfirmed(part: ScreenedPart): string | null {
  const [screened] = part.screened;
  const again = freshOf(part);
  if (screened === undefined || again === undefined || again.verdict === 'differ') return null;
  if (Math.abs(screened.difference ?? 0) < WORTH_SAYING) return null;
  return `${named(part)} stood out in the screening (${effectWords(screened)}), but leaving out it alone shows no certain change (${effectWords(again)}): another part may do the same, or it was chance.`;
}

/** Whose answers the fresh runs of a confirmed part change, where several models were asked. */
function byModel(run: Run, part: ScreenedPart): string | null {
  const own = (part.fresh ?? []).filter(({ target }) => target !== null);
  if (own.length < 2) return null;
  const sure = own.filter(({ verdict }) => verdict === 'differ').map(({ target }) => labelOf(run, target!));
  const which =
    sure.length === 0 ? 'no single model for certain' : sure.length === own.length ? 'every model' : list(sure);
  return `By model, ${named(part)} changes the answer of ${which}.`;
}

/** What is said below the headline, in its order. */
export function screeningFindings(report: ScreeningReport, run: Run): readonly string[] {
  const confirmed = confirmedParts(report);
  const { answers, rows, parts } = report;
  const silent = answers.filter(({ answer }) => answer === null).map(({ target }) => labelOf(run, target));
  const own = answers.flatMap(({ target, answer, count, n }) =>
    answer === null ? [] : [`${labelOf(run, target)} ${quote(answer, 'text')} (${String(count)} of ${String(n)})`],
  );
  const isWeak = answers.some(({ answer, count, n }) => answer !== null && 2 * count < n);
  return [
    ...confirmed.map(
      (part) => `${named(part)}: ${effectWords(freshOf(part)!)}, ${pWords(freshOf(part)!.pHolm!)} corrected.`,
    ),
    ...confirmed.flatMap((part) => byModel(run, part) ?? []),
    ...parts.flatMap((part) => unconfirmed(part) ?? []),
    ...(own.length === 0
      ? []
      : [
          `The most frequent answer to the whole prompt: ${list(own)}.${isWeak ? ' Where an answer is not frequent, little can be said of what makes it.' : ''}`,
        ]),
    ...(silent.length === 0
      ? []
      : [`${list(silent)} gave no answer to the whole prompt and ${silent.length === 1 ? 'is' : 'are'} not compared.`]),
    ...(rows === 0
      ? []
      : [
          `Effects in the screening are averages over versions that lack about half of the ${kindOf(parts, 'sentences and list items')}; where two parts act only together, a third of that shows in the effects of others (aliasing). The fresh runs are free of that.`,
        ]),
  ];
}
