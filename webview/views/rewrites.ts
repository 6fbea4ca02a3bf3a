import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RewriteRow, RewritesReport } from '../../src/core/model/rewrites-report.ts';
import { plainTable } from '../../src/core/tables/column.ts';
import { rewriteChange } from '../../src/core/tables/rewrite-change.ts';
import { rewriteColumns } from '../../src/core/tables/rewrites.ts';
import { exportMenu } from '../components/export-menu.ts';
import { cell, head } from '../components/grid.ts';
import { findingBox } from '../components/insight.ts';
import { emptyState } from '../components/notices.ts';
import { section } from '../components/section.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { BUTTONS, EMPTY } from '../text/strings.ts';
import type { View } from './view.ts';

/** Rewrites of the prompt that were tried: what each is worth, and what it changes. */
export const rewritesView: View = {
  id: 'rewrites',
  title: 'Rewrites',
  applies: ({ report }) => report?.rewrites !== undefined,
  count: ({ report }) => Math.max(0, (report?.rewrites?.rows.length ?? 1) - 1),
  wants: () => [],
  render: (screen, actions) => {
    const { report } = screen;
    if (report?.rewrites === undefined || report.counts.trials === 0) return emptyState(EMPTY.rewrites);
    const { rewrites, insight } = report;
    const copy = exportMenu({ name: 'Rewrites', table: () => figures(rewrites) }, actions);
    return html`${findingBox(insight.headline, [], 'none')}
    ${section('What each rewrite is worth', table(rewrites, rewrites.rows), { id: 'rewrites', right: copy })}
    ${rewrites.fresh === null ? nothing : freshSection(rewrites, rewrites.fresh)}
    ${section('What changes in the prompt', changes(rewrites, screen, actions), { id: 'rewrite-changes' })}`;
  },
};

function freshSection(report: RewritesReport, fresh: readonly RewriteRow[]): TemplateResult {
  return section('Fresh runs of the best one', table(report, fresh), {
    id: 'fresh-runs',
    aside: 'nothing was chosen by these: what they say is what to expect',
  });
}

function table(report: RewritesReport, rows: readonly RewriteRow[]): TemplateResult {
  const { prompt, effective, gain, valid, loss, pHolm, cost, verdict } = rewriteColumns(report);
  const shown = [
    [effective, ''],
    [gain, 'gain'],
    [valid, ''],
    [loss, 'tertiary'],
    [pHolm, 'tertiary'],
    [cost, 'secondary'],
    [verdict, ''],
  ] as const;
  return html`<div class="table-box" tabindex="0" role="region" aria-label="Rewrites">
    <table class="grid rewrites">
      <thead>
        <tr>
          ${head(prompt)} ${shown.map(([column, classes]) => head(column, classes))}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr class="rewrite-${row.verdict ?? 'control'} ${isBest(report, row) ? 'best' : ''}">
              <th scope="row"><bdi>${row.condition}</bdi></th>
              ${shown.map(([column, classes]) => cell(column, row, classes))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const isBest = ({ best, fresh }: RewritesReport, row: RewriteRow): boolean =>
  row.condition === best || (row.verdict !== null && fresh?.includes(row) === true);

function figures(report: RewritesReport): ReturnType<typeof plainTable> {
  return plainTable(Object.values(rewriteColumns(report)), report.rows);
}

/** What each rewrite adds, the best one open; a press puts it into the file. */
function changes(report: RewritesReport, { run }: Screen, actions: Actions): TemplateResult {
  const { rows, best } = report;
  const first = rows.filter(({ condition }) => condition === best);
  const others = rows.filter(({ condition, verdict }) => condition !== best && verdict !== null);
  return html`${[...first, ...others].map(({ condition }) => {
    const change = rewriteChange(run, condition);
    if (change === null) return nothing;
    const lines = change.lines.filter(({ kind, text }) => kind !== 'same' && text.trim() !== '');
    const isFirst = condition === best;
    const button = isFirst ? BUTTONS.insertWinner : BUTTONS.insertRewrite;
    return html`<details class="rewrite-change" ?open=${isFirst}>
      <summary><bdi>${condition}</bdi></summary>
      <p class="note">It ${change.changes}. ${change.source === null ? nothing : html`Source: ${change.source}.`}</p>
      ${
        lines.length === 0
          ? nothing
          : html`<pre class="rewrite-diff" dir="auto">
${lines.map(({ kind, text }) => html`<span class=${kind}>${kind === 'added' ? '+' : '−'} ${text}</span> `)}</pre>
              <button
                class=${isFirst ? 'button primary' : 'button'}
                aria-label="${button}: ${condition}"
                title="Shows the change in the file of the prompt and asks before it makes it"
                @click=${() => actions.act('insert-rewrite', condition)}
              >
                ${button}
              </button>`
      }
    </details>`;
  })}`;
}
