import { html, nothing, type TemplateResult } from 'lit/html.js';
import { kindSentence } from '../../src/core/analysis/insight/fairness.ts';
import { isSmallestFit } from '../../src/core/analysis/numbers/smallest-fit.ts';
import type { NumberReport } from '../../src/core/model/report.ts';
import { modelName } from '../components/model-mark.ts';
import { modeChoice, numberDistribution, numberMenu } from '../components/number-distribution.ts';
import { section } from '../components/section.ts';
import type { Look } from '../state/look.ts';
import { countedOf } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount, formatP, formatValue, NONE, plural } from '../text/format.ts';
import { fitWords, lastDigitWords, readUniformTest } from '../text/words.ts';
import type { View } from './view.ts';
import { explained } from '../components/explained.ts';

/** The numbers the models named: their distribution, and how far it is from a fair draw. */
export const numbersView: View = {
  id: 'numbers',
  title: 'Numbers',
  applies: ({ report }) => report !== null && report.numbers !== null,
  count: () => null,
  wants: () => [],
  render: (screen, actions) =>
    html`${section('Number distribution', numberDistribution(screen, screen.view.numbers.mode, 'tall', actions), {
      id: 'numbers',
      aside: domainText(screen),
      right: html`${modeChoice(screen, actions)}${numberMenu(screen, screen.view.numbers.mode, actions)}`,
    })}
    ${section('Against a fair draw', html`${numberTable(screen)}${fitNote(screen)}`, { id: 'fair' })}
    ${lastDigitSection(screen)} ${kindsSection(screen)} ${notCounted(screen)}`,
};

function domainText({ report }: Screen): string {
  if (report === null) return '';
  const n = countedOf(report.counts);
  const range = report.domain === null ? 'no range known' : `${report.domain[0]} to ${report.domain[1]}`;
  return `${plural(n, 'number')}, ${range}`;
}

function numberTable(screen: Screen): TemplateResult {
  const numbers = screen.report?.numbers ?? null;
  if (numbers === null) return html``;
  const tested = numbers.pooled.p !== null || Object.values(numbers.byTarget).some(({ p }) => p !== null);
  return html`<div class="table-box">
    <table class="grid numbers">
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" class="num">${explained('n', 'n')}</th>
          <th scope="col" class="num tertiary">${explained('mean', 'Mean')}</th>
          <th scope="col" class="num secondary">${explained('median', 'Median')}</th>
          <th scope="col" class="num secondary">${explained('range', 'Range')}</th>
          <th scope="col">More often than by chance</th>
          ${
            tested
              ? html`<th scope="col" class="num">${explained('uniform', 'Uniform?')}</th>
                  <th scope="col" class="num tertiary" title="The same question by the likelihood ratio">
                    ${explained('g', 'By G')}
                  </th>
                  <th scope="col" class="tertiary">Reading</th>`
              : nothing
          }
        </tr>
      </thead>
      <tbody>
        ${[...screen.looks.values()].map((look) => numberRow(numbers.byTarget[look.target], look, tested))}
        ${screen.looks.size > 1 ? numberRow(numbers.pooled, null, tested) : nothing}
      </tbody>
    </table>
  </div>`;
}

function numberRow(
  report: NumberReport | undefined,
  look: Look | null,
  tested: boolean,
): TemplateResult | typeof nothing {
  if (report === undefined) return nothing;
  const n = Object.values(report.histogram).reduce((sum, count) => sum + count, 0);
  const range = report.min === null ? NONE : `${formatValue(report.min)} to ${formatValue(report.max)}`;
  return html`<tr>
    <th scope="row">${look === null ? html`<span class="no-mark">All together</span>` : modelName(look)}</th>
    <td class="num">${formatCount(n)}</td>
    <td class="num tertiary">${formatValue(report.mean === null ? null : Number(report.mean.toFixed(1)))}</td>
    <td class="num secondary">${formatValue(report.median)}</td>
    <td class="num secondary">${range}</td>
    <td>${spikesText(report)}</td>
    ${
      tested
        ? html`<td class="num">${formatP(report.p, isSmallestFit(report.p, report))}</td>
            <td class="num tertiary">${formatP(report.pG, isSmallestFit(report.pG, report))}</td>
            <td class="tertiary dim nowrap">${readUniformTest(report.pAdjusted ?? report.p)}</td>`
        : nothing
    }
  </tr>`;
}

function spikesText({ spikes }: NumberReport): string {
  const certain = spikes.filter(({ pHolm }) => pHolm === null || pHolm < 0.05);
  if (certain.length === 0) return NONE;
  const named = [...certain].sort((a, b) => b.count - a.count).slice(0, 6);
  const more = certain.length > named.length ? `, ${certain.length - named.length} more` : '';
  return named.map(({ value, count }) => `${formatValue(value)}\u00a0×\u00a0${count}`).join(', ') + more;
}

/** How the tests of the table were made. */
function fitNote({ report }: Screen): TemplateResult | typeof nothing {
  const numbers = report?.numbers ?? null;
  if (numbers === null || report?.domain === undefined) return nothing;
  const text = fitWords([numbers.pooled, ...Object.values(numbers.byTarget)], report.domain);
  return text === '' ? nothing : html`<p class="note">${text}</p>`;
}

function lastDigitSection({ report, looks }: Screen): TemplateResult | typeof nothing {
  const numbers = report?.numbers ?? null;
  if (numbers === null || numbers.pooled.lastDigitTest === null) return nothing;
  const rows = [
    ...[...looks.values()].map((look) => ({ look, of: numbers.byTarget[look.target] })),
    ...pooledRow(numbers, looks),
  ];
  return section(
    'Last digits',
    html`<table class="grid tests">
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col">Most often</th>
          <th scope="col" class="num">${explained('p', 'p')}</th>
          <th scope="col" class="secondary">Reading</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ look, of }) =>
          of === undefined || of.lastDigit === null
            ? nothing
            : html`<tr>
                <th scope="row">
                  ${look === null ? html`<span class="no-mark">All together</span>` : modelName(look)}
                </th>
                <td>${lastDigitWords(of.lastDigit)}</td>
                <td class="num">${formatP(of.lastDigitTest?.p ?? null)}</td>
                <td class="secondary dim">
                  ${readUniformTest(of.lastDigitTest?.pAdjusted ?? of.lastDigitTest?.p ?? null)}
                </td>
              </tr>`,
        )}
      </tbody>
    </table>`,
    { id: 'last-digit', aside: 'the digits 0 to 9 against those of a fair draw' },
  );
}

function pooledRow(
  { pooled }: { readonly pooled: NumberReport },
  looks: Screen['looks'],
): readonly { readonly look: null; readonly of: NumberReport }[] {
  return looks.size > 1 ? [{ look: null, of: pooled }] : [];
}

/** Round numbers and repeated digits, in the insight's words. */
function kindsSection({ report }: Screen): TemplateResult | typeof nothing {
  const kinds = report?.numbers?.pooled.kinds ?? [];
  if (kinds.length === 0) return nothing;
  const content = html`<ul class="sentences">
    ${kinds.map((kind) => html`<li>${kindSentence(kind)} <span class="dim">${formatP(kind.p)}</span></li>`)}
  </ul>`;
  return section('Kinds of numbers', content, { id: 'kinds', aside: 'all models together' });
}

function notCounted({ report }: Screen): TemplateResult | typeof nothing {
  if (report === null) return nothing;
  const { outOfRange, unparsed, unreadable = 0 } = report.counts;
  const parts = [
    ...(outOfRange > 0 ? [`${plural(outOfRange, 'answer')} out of range`] : []),
    ...(unparsed > 0 ? [`${plural(unparsed, 'answer')} without a number`] : []),
    ...(unreadable > 0 ? [`${plural(unreadable, 'output')} that took too long to read`] : []),
  ];
  const text = parts.length === 0 ? 'Every answer was a number in range.' : `Not in the charts: ${parts.join(', ')}.`;
  return html`<p class="note">${text}</p>`;
}
