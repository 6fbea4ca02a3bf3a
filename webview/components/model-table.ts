import { isSmallestFit } from '../../src/core/analysis/numbers/smallest-fit.ts';
import { own } from '../../src/core/own.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Statistic } from '../../src/core/model/report.ts';
import { formatUsd } from '../../src/core/money/estimate.ts';
import type { Look } from '../state/look.ts';
import { askedTargets, costCellTitle, costOf, hasCosts } from '../state/money.ts';
import { type Column, columnsOf } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import {
  formatCount,
  formatFigure,
  formatInterval,
  formatLatency,
  formatP,
  formatShare,
  formatShareInterval,
  NONE,
} from '../text/format.ts';
import { segmentBar } from './bars.ts';
import { modelName } from './model-mark.ts';
import { explained } from './explained.ts';

/** One row per model: how much it answered, how varied, and what it likes best. */
export function modelTable(screen: Screen): TemplateResult {
  const { run, report } = screen;
  const extra = {
    tested: Object.values(report?.numbers?.byTarget ?? {}).some(({ p }) => p !== null),
    priced: hasCosts(screen),
  };
  return html`<div class="table-box">
    <table class="grid models">
      <thead>
        <tr>
          <th scope="col">Model</th>
          <th scope="col" class="num">${explained('answered', 'Answered')}</th>
          <th scope="col" class="num distinct">${explained('distinct', 'Different')}</th>
          <th scope="col" class="num secondary">${explained('effective-answers', 'Effective')}</th>
          <th scope="col" class="favourite">Most frequent</th>
          <th scope="col" class="share-column">Its share</th>
          ${extra.tested ? html`<th scope="col" class="num secondary">${explained('uniform', 'Uniform?')}</th>` : nothing}
          <th scope="col" class="num tertiary">${explained('latency', 'Median latency')}</th>
          ${extra.priced ? html`<th scope="col" class="num secondary">${explained('cost', 'Cost')}</th>` : nothing}
        </tr>
      </thead>
      ${
        run.conditions.length > 1
          ? byModel(screen, extra)
          : html`<tbody>
              ${columnsOf(run, report).map((column) => modelRow(column, screen, extra))}
            </tbody>`
      }
    </table>
  </div>`;
}

/** The same as a table to copy: a head, then one row per model; shares 0 ... 1, latencies in ms, empty where a figure is undefined. */
export function modelFigures({ run, report, looks }: Screen): readonly (readonly (string | number)[])[] {
  const head = ['Model', 'Condition', 'Answered', 'Different', 'Effective', 'Most frequent', 'Its share'];
  const rows = columnsOf(run, report).map(({ target, condition, cell }) => {
    const figure = (name: string): number | '' => cell?.statistics[name]?.value ?? '';
    return [
      looks.get(target)?.label ?? target,
      condition,
      cell?.counts.completed ?? '',
      ...[figure('distinct'), figure('effective-answers'), cell?.modalAnswer ?? '', figure('modal-share')],
      cell?.medianLatencyMs ?? '',
    ];
  });
  return [[...head, 'Median latency (ms)'], ...rows];
}

/** Columns that stand only where they have something to say. */
interface Extra {
  readonly tested: boolean;
  readonly priced: boolean;
}

/** With several conditions a model is named once, above one row per condition. */
function byModel(screen: Screen, extra: Extra): readonly TemplateResult[] {
  const { run, report, looks } = screen;
  const columns = columnsOf(run, report);
  return [...looks.values()].map(
    (look) =>
      html`<tbody>
        <tr class="model-head">
          <th scope="rowgroup" colspan=${7 + Number(extra.tested) + Number(extra.priced)}>${modelName(look)}</th>
        </tr>
        ${columns.filter(({ target }) => target === look.target).map((column) => modelRow(column, screen, extra))}
      </tbody>`,
  );
}

function modelRow(column: Column, screen: Screen, { tested, priced }: Extra): TemplateResult {
  const look = screen.looks.get(column.target);
  if (look === undefined) return html``;
  const { cell } = column;
  const statistics = cell?.statistics ?? {};
  // No answer has no variety: 0 would read as "always the same".
  const distinct = statistics['distinct']?.value || null;
  const favourite = cell?.modalAnswer ?? null;
  return html`<tr>
    ${
      column.suffix === ''
        ? html`<th scope="row">${modelName(look)}</th>`
        : html`<th scope="row" class="condition-name"><bdi>${column.suffix}</bdi></th>`
    }
    <td class="num">${cell === undefined ? NONE : formatCount(cell.counts.completed)}</td>
    <td class="num distinct">${distinct === null ? NONE : formatCount(distinct)}</td>
    ${effectiveCell(statistics['effective-answers'])}
    <td class="favourite">${favourite === null ? NONE : html`<b dir="auto" title=${favourite}>${favourite}</b>`}</td>
    <td class="share-column">${shareBar(look, statistics['modal-share'])}</td>
    ${tested ? uniformCell(column, screen) : nothing}
    <td class="num tertiary">${formatLatency(cell?.medianLatencyMs ?? null)}</td>
    ${priced ? costCell(column, screen) : nothing}
  </tr>`;
}

function effectiveCell(statistic: Statistic | undefined): TemplateResult {
  if (statistic === undefined || statistic.value === null) return html`<td class="num secondary">${NONE}</td>`;
  const { value, interval, n } = statistic;
  const range = interval === null ? 'too few runs for an interval' : `95% CI ${formatInterval(interval)}`;
  return html`<td class="num secondary" title="${range}, n ${formatCount(n)}">${formatFigure(value)}</td>`;
}

/** Numbers are tested over all conditions of a model together: one cell beside all its rows. */
function uniformCell({ target, condition }: Column, { run, report }: Screen): TemplateResult | typeof nothing {
  const { conditions } = run;
  if (condition !== conditions[0]?.id) return nothing;
  const isPooled = conditions.length > 1;
  const numbers = own(report?.numbers?.byTarget ?? {}, target) ?? null;
  return html`<td
    class="num secondary"
    rowspan=${isPooled ? conditions.length : nothing}
    title=${isPooled ? 'All conditions together' : nothing}
  >
    ${numbers === null ? formatP(null) : formatP(numbers.p, isSmallestFit(numbers.p, numbers))}
  </td>`;
}

/** What a model cost is known for all its conditions together: one cell beside all its rows. */
function costCell({ target, condition }: Column, screen: Screen): TemplateResult | typeof nothing {
  const { conditions } = screen.run;
  if (condition !== conditions[0]?.id) return nothing;
  const isAsked = askedTargets(screen).some(({ id }) => id === target);
  const cost = costOf(screen.report, target);
  const rows = conditions.length > 1 ? conditions.length : nothing;
  if (!isAsked) return html`<td class="num secondary" rowspan=${rows}>${NONE}</td>`;
  return html`<td
    class="num secondary ${cost === null ? 'dim' : ''}"
    rowspan=${rows}
    title=${costCellTitle(screen, target)}
  >
    ${cost === null ? 'unknown' : formatUsd(cost)}
  </td>`;
}

function shareBar(look: Look, statistic: Statistic | undefined): TemplateResult | string {
  if (statistic === undefined || statistic.value === null) return NONE;
  const { value: share, interval, n } = statistic;
  const range = interval === null ? 'too few runs for an interval' : `95% CI ${formatShareInterval(interval)}%`;
  const label = `${formatShare(share)} of ${formatCount(n)}, ${range}`;
  return html`<span class="share"
    >${segmentBar([{ look, share, label }], 13, interval)}<small>${formatShare(share)}</small></span
  >`;
}
