import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ConditionsReport, ConditionSummary } from '../../src/core/model/conditions-report.ts';
import type { Statistic } from '../../src/core/model/report.ts';
import { differenceAt } from '../state/conditions.ts';
import type { Screen } from '../state/screen.ts';
import {
  formatCount,
  formatFigure,
  formatInterval,
  formatP,
  formatShare,
  formatShareInterval,
  NONE,
} from '../text/format.ts';
import { explained } from './explained.ts';

const READINGS = { differ: 'differs', alike: 'alike', undecided: 'undecided' } as const;

/** One row per condition: its favourite answer, how varied the answers are, and whether that differs from the control. */
export function conditionSummary(report: ConditionsReport, { looks }: Pick<Screen, 'looks'>): TemplateResult {
  return html`<div class="table-box" tabindex="0" role="region" aria-label="Effective answers by condition">
      <table class="grid condition-summary">
        <thead>
          <tr>
            <th scope="col">Condition</th>
            <th scope="col" class="num">${explained('n', 'n')}</th>
            <th scope="col" class="favourite">Most frequent</th>
            <th scope="col" class="num secondary">${explained('modal-share', 'Share')}</th>
            <th scope="col" class="num tertiary">${explained('distinct', 'Different')}</th>
            <th scope="col" class="num">${explained('effective-answers', 'Effective')}</th>
            <th scope="col" class="num">${explained('change', 'Change')}</th>
            <th scope="col" class="num secondary">${explained('p', 'p')}</th>
            <th scope="col" class="num secondary">${explained('p-holm', 'p (Holm)')}</th>
            <th scope="col" class="reading">Reading</th>
          </tr>
        </thead>
        <tbody>
          ${report.conditions.map((summary) => summaryRow(summary, report))}
        </tbody>
      </table>
    </div>
    <p class="note">
      Effective answers: how many equally frequent ones would be as varied. Change against control, by permutation of
      the condition labels${looks.size > 1 ? ' within each model' : ''}; p (Holm): corrected for all conditions.
    </p>`;
}

function summaryRow(summary: ConditionSummary, { control, effective }: ConditionsReport): TemplateResult {
  const { condition, n, modalAnswer, statistics } = summary;
  const difference = differenceAt(effective, null, condition);
  const isControl = condition === control;
  const p = (value: number | null): string => (value === null ? NONE : formatP(value).replace(/^p (= )?/, ''));
  const reading = difference?.verdict == null ? '' : READINGS[difference.verdict];
  return html`<tr class="verdict-${difference?.verdict ?? 'none'}">
    <th scope="row">
      <bdi>${condition}</bdi>${isControl && condition !== 'control' ? html` <small>control</small>` : nothing}
    </th>
    <td class="num">${formatCount(n)}</td>
    <td class="favourite">
      ${modalAnswer === null ? NONE : html`<b dir="auto" title=${modalAnswer}>${modalAnswer}</b>`}
    </td>
    <td class="num secondary">${shareText(statistics['modal-share'])}</td>
    <td class="num tertiary">${n === 0 ? NONE : formatFigureOf(statistics['distinct'])}</td>
    <td class="num">${effectiveText(statistics['effective-answers'])}</td>
    <td class="num">${isControl ? NONE : changeText(difference?.difference ?? null)}</td>
    <td class="num secondary">${isControl ? '' : p(difference?.p ?? null)}</td>
    <td class="num secondary">${isControl ? '' : p(difference?.pHolm ?? null)}</td>
    <td class="reading">${isControl ? 'control' : reading}</td>
  </tr>`;
}

function shareText(statistic: Statistic | undefined): TemplateResult | string {
  if (statistic === undefined || statistic.value === null) return NONE;
  const interval = formatShareInterval(statistic.interval);
  return html`${formatShare(statistic.value)}${interval === '' ? nothing : html` <small>${interval}</small>`}`;
}

function formatFigureOf(statistic: Statistic | undefined): string {
  return statistic?.value == null ? NONE : formatCount(statistic.value);
}

function effectiveText(statistic: Statistic | undefined): TemplateResult | string {
  if (statistic === undefined || statistic.value === null) return NONE;
  const interval = formatInterval(statistic.interval);
  return html`${formatFigure(statistic.value)}${interval === '' ? nothing : html` <small>${interval}</small>`}`;
}

function changeText(difference: number | null): string {
  if (difference === null) return NONE;
  const text = formatFigure(Math.abs(difference));
  if (Number(text) === 0) return text;
  return difference > 0 ? `+${text}` : `−${text}`;
}

/** The same to copy; shares are plain numbers 0 ... 1, empty where undefined. */
export function summaryFigures({ conditions, effective }: ConditionsReport): readonly (readonly (string | number)[])[] {
  const figures = ['modal-share', 'distinct', 'effective-answers'] as const;
  return [
    ['Condition', 'n', 'Most frequent', 'Share', 'Different', 'Effective', 'Change', 'p', 'p (Holm)'],
    ...conditions.map(({ condition, n, modalAnswer, statistics }) => {
      const change = differenceAt(effective, null, condition);
      return [
        ...[condition, n, modalAnswer ?? ''],
        ...figures.map((id) => statistics[id]?.value ?? ''),
        ...[change?.difference ?? '', change?.p ?? '', change?.pHolm ?? ''],
      ];
    }),
  ];
}
