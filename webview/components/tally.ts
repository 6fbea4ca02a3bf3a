import { html, type TemplateResult } from 'lit/html.js';
import type { GroupRow } from '../../src/core/analysis/rows.ts';
import { tallyColumns } from '../../src/core/tables/answers.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { byModelBar } from './bars.ts';
import { cell, head } from './grid.ts';

/** Longest answer for which a narrow column will do. */
const SHORT_ANSWER = 12;

/** Class of a tally whose answers are all short: the bars get the room. */
export function tallyClass(groups: readonly GroupRow[]): string {
  return groups.every(({ answer }) => answer.length <= SHORT_ANSWER) ? 'tally short' : 'tally';
}

/** Heads of the columns that `tallyCells` fills. */
export function tallyHeads({ run }: Pick<Screen, 'run'>): TemplateResult {
  const { answer, times, share, bars, models } = tallyColumns(run);
  return html`${head(answer)} ${head(times)} ${head(share)} ${head(bars, 'bar-column')}
  ${head(models, 'seen secondary')}`;
}

/** One group: its answer leads to its outputs. */
export function tallyCells(group: GroupRow, screen: Screen, actions: Actions): TemplateResult {
  const n = screen.report?.funnel.outputs ?? group.count;
  const [first = group] = screen.report?.groups ?? [];
  // The longest whisker has room, too.
  const largest = Math.max(first.count, (first.interval?.[1] ?? 0) * n);
  const counts = group.interval === null ? null : ([group.interval[0] * n, group.interval[1] * n] as const);
  const { times, share, models } = tallyColumns(screen.run);
  return html`<td class="answer">
      <button class="plain" title="Show its outputs" @click=${() => actions.showOutputs(group.id)}>
        <b dir="auto" class=${isSource(screen) ? 'source' : ''}>${group.answer}</b>
      </button>
    </td>
    ${cell(times, group)} ${cell(share, group)}
    <td class="bar-column">${byModelBar(group.byTarget, screen.looks, largest, counts)}</td>
    ${cell(models, group, 'seen secondary')}`;
}

/** Whether answers are code or JSON, which are written in lines of a fixed width. */
export const isSource = ({ report }: Pick<Screen, 'report'>): boolean =>
  /^(?:code|json)$/.test(report?.extractor ?? '');
