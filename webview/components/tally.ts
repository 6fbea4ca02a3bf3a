import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { GroupRow } from '../../src/core/analysis/rows.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount, formatShare, formatShareInterval, plural } from '../text/format.ts';
import { byModelBar } from './bars.ts';
import { explained } from './explained.ts';

/** Longest answer for which a narrow column will do. */
const SHORT_ANSWER = 12;

/** Class of a tally whose answers are all short: the bars get the room. */
export function tallyClass(groups: readonly GroupRow[]): string {
  return groups.every(({ answer }) => answer.length <= SHORT_ANSWER) ? 'tally short' : 'tally';
}

/** Heads of the columns that `tallyCells` fills. */
export function tallyHeads(): TemplateResult {
  return html`<th scope="col">Answer</th>
    <th scope="col" class="num">${explained('times', 'Times')}</th>
    <th scope="col" class="num">${explained('share', 'Share')}</th>
    <th scope="col" class="bar-column">By model</th>
    <th scope="col" class="seen secondary">Seen in</th>`;
}

/** One group: its answer leads to its outputs. */
export function tallyCells(group: GroupRow, screen: Screen, actions: Actions): TemplateResult {
  const n = screen.report?.funnel.outputs ?? group.count;
  const [first = group] = screen.report?.groups ?? [];
  // The longest whisker has room, too.
  const largest = Math.max(first.count, (first.interval?.[1] ?? 0) * n);
  const counts = group.interval === null ? null : ([group.interval[0] * n, group.interval[1] * n] as const);
  const interval = formatShareInterval(group.interval);
  const seenIn = Object.values(group.byTarget).filter((count) => count > 0).length;
  return html`<td class="answer">
      <button class="plain" title="Show its outputs" @click=${() => actions.showOutputs(group.id)}>
        <b dir="auto" class=${isSource(screen) ? 'source' : ''}>${group.answer}</b>
      </button>
    </td>
    <td class="num">${formatCount(group.count)}</td>
    <td class="num">${formatShare(group.share)}${interval === '' ? nothing : html` <small>${interval}</small>`}</td>
    <td class="bar-column">${byModelBar(group.byTarget, screen.looks, largest, counts)}</td>
    <td class="seen secondary">${seenIn} of ${plural(screen.run.targets.length, 'model')}</td>`;
}

/** Whether answers are code or JSON, which are written in lines of a fixed width. */
export const isSource = ({ report }: Pick<Screen, 'report'>): boolean =>
  /^(?:code|json)$/.test(report?.extractor ?? '');
