import type { RewriteRow, RewritesReport } from '../../model/rewrites-report.ts';
import type { Run } from '../../model/run.ts';
import { list, percent, plural, quote } from '../../text/prose.ts';
import { LEAST_FACTOR } from '../rewrites/rewrites-report.ts';
import { labelOf } from './details.ts';
import type { Headline } from './headline.ts';

/** What was found about rewrites, in sentences. */

const named = (condition: string): string => quote(condition, 'text');
const names = (rows: readonly RewriteRow[]): string => list(rows.map(({ condition }) => named(condition)));

/** "6.3", "0.42": two digits where they say more. */
const factor = (value: number): string => (value < 1 ? value.toFixed(2) : value.toFixed(1));

function gainText({ gain }: RewriteRow): string {
  if (gain === null) return '';
  const interval = gain.interval === null ? '' : ` (95% CI ${gain.interval.map(factor).join(' to ')})`;
  return `${factor(gain.value)} times the effective answers${interval}`;
}

const effectiveText = ({ effective }: RewriteRow): string =>
  effective === null ? 'unknown' : effective.value.toFixed(1);

function validText(row: RewriteRow, control: RewriteRow): string {
  const [after, before] = [row.validity, control.validity];
  if (after === null || before === null) return '';
  return `Valid answers in ${percent(after)} of the calls; as it stands, in ${percent(before)}.`;
}

function confirmed({ want, runs }: RewritesReport, [control, best]: readonly RewriteRow[]): Headline {
  const name = named(best!.condition.replace(/ \(fresh runs\)$/, ''));
  const claim =
    want === 'many'
      ? `${name} gives ${factor(best!.gain!.value)} times the variety`
      : `${name} makes answers more stable`;
  const { interval } = best!.gain!;
  const range = interval === null ? '' : ` (95% CI of the factor ${interval.map(factor).join(' to ')})`;
  const figures = `Fresh runs confirm it: ${effectiveText(best!)} effective answers in ${plural(runs, 'call')} to a model instead of ${effectiveText(control!)}${range}.`;
  return { claim, sentence: `${figures} ${validText(best!, control!)}`.trim() };
}

/** The main finding about rewrites. */
export function rewritesHeadline(report: RewritesReport): Headline {
  const { rows, fresh, best, verdict } = report;
  const rewrites = rows.filter((row) => row.verdict !== null);
  const first = rows.find(({ condition }) => condition === best);
  switch (verdict) {
    case 'confirmed':
      return confirmed(report, fresh!);
    case 'not-confirmed': {
      const again = fresh!.at(-1)!;
      const found = again.gain === null ? 'too few calls were answered to tell' : gainText(again);
      const why = again.verdict === 'less-valid' ? `, and ${percent(again.validity ?? 0)} of its calls are valid` : '';
      return {
        claim: 'No rewrite is confirmed',
        sentence: `${named(best!)} was the best of the first runs with ${gainText(first!)}; in fresh runs: ${found}${why}.`,
      };
    }
    case 'unconfirmed':
      return {
        claim: `${named(best!)} is the best so far`,
        sentence: `It has ${gainText(first!)}, in runs that it was chosen by; no fresh runs have confirmed it yet.`,
      };
    case 'none-helps':
      return {
        claim: 'No rewrite helps',
        sentence: `None of ${plural(rewrites.length, 'rewrite')} gives ${report.want === 'many' ? `${String(LEAST_FACTOR)} times the effective answers` : `less than 1/${String(LEAST_FACTOR)} of the effective answers`} without losing valid answers.`,
      };
    case 'undecided':
      return {
        claim: 'Not enough runs',
        sentence: `None of ${plural(rewrites.length, 'rewrite')} is better for certain, and a gain that matters is not ruled out for ${names(rewrites.filter((row) => row.verdict === 'undecided'))}.`,
      };
  }
}

/** What is said of rewrites beside that. */
export function aboutRewrites(report: RewritesReport, run: Run): readonly string[] {
  const { rows, best, fresh } = report;
  const control = rows[0];
  if (control === undefined) return [];
  const lessValid = rows.filter(({ verdict }) => verdict === 'less-valid');
  const alsoBetter = rows.filter(({ verdict, condition }) => verdict === 'better' && condition !== best);
  const partly = rows.filter((row) => row.verdict !== null && row.models.length < run.targets.length);
  const other = [...rows, ...(fresh ?? [])].filter(({ offFormat }) => offFormat > 0);
  return [
    ...lessValid.map(
      (row) =>
        `${named(row.condition)} costs valid answers: ${percent(row.validity ?? 0)} of its calls have one instead of ${percent(control.validity ?? 0)}.`,
    ),
    ...(alsoBetter.length > 0
      ? [`Better than the prompt as it stands in the first runs, too: ${names(alsoBetter)}.`]
      : []),
    ...partly.map(
      (row) =>
        `${named(row.condition)} is compared on ${row.models.length === 0 ? 'no model' : list(row.models.map((id) => labelOf(run, id)))} only: the others gave too few valid answers, or do not take what it asks for.`,
    ),
    ...(other.length > 0
      ? [
          `Answers much longer than all answers to the prompt as it stands count as off format: ${list(other.map((row) => `${row.offFormat} of ${named(row.condition)}`))}.`,
        ]
      : []),
  ];
}
