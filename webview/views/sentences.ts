import { html, nothing } from 'lit/html.js';
import { plainTable } from '../../src/core/tables/column.ts';
import { screeningColumns, screeningRows, type ScreeningTableRow } from '../../src/core/tables/screening.ts';
import type { ScreeningReport } from '../../src/core/model/screening-report.ts';
import { exportMenu } from '../components/export-menu.ts';
import { gridTable } from '../components/grid.ts';
import { section } from '../components/section.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { plural } from '../text/format.ts';
import { SENTENCES } from '../text/strings.ts';
import type { View } from './view.ts';

/** Which sentences and list items of the prompt make its answer. */
export const sentencesView: View = {
  id: 'sentences',
  title: 'Sentences',
  applies: ({ report }) => report?.screening !== undefined,
  count: ({ report }) => report?.screening?.parts.length ?? null,
  wants: () => [],
  render: (screen, actions) => {
    const { screening } = screen.report ?? {};
    return screening === undefined ? html`` : partsSection(screening, screen, actions);
  },
};

function partsSection(
  screening: ScreeningReport,
  { run, report }: Screen,
  actions: Actions,
): ReturnType<typeof section> {
  const columns = screeningColumns(run.targets);
  const { part, model, effect, surprise, fresh, with: one, without, pHolm, verdict } = columns;
  const isByModel = run.targets.length > 1;
  const rows = screeningRows(screening, isByModel);
  const screened = screening.rows === 0 ? [] : [[effect, ''] as const, [surprise, 'secondary'] as const];
  const table = gridTable<ScreeningTableRow>({
    name: 'sentences',
    first: part,
    rowHead: (row) =>
      row.target === null || !isByModel
        ? html`<span dir="auto">${row.part.text}</span>`
        : html`<span class="dim">${nameOf(row, run)}</span>`,
    shown: [...screened, [fresh, ''], [one, 'secondary'], [without, 'secondary'], [pHolm, 'secondary'], [verdict, '']],
    rows,
  });
  const figures = (): ReturnType<typeof plainTable> =>
    plainTable(
      [part, ...(isByModel ? [model] : []), ...screened.map(([column]) => column), fresh, one, without, pHolm, verdict],
      rows,
    );
  return section(
    'What each part of the prompt does to its answer',
    html`<p>${report?.insight.headline ?? ''}</p>
      <div class="table-box">${table}</div>
      <p class="dim">${SENTENCES.legend}${screening.rows === 0 ? nothing : ` ${SENTENCES.aliasing}`}</p>`,
    {
      id: 'sentences',
      aside: plural(screening.parts.length, 'part'),
      right: exportMenu({ name: 'Parts of the prompt', table: figures }, actions),
    },
  );
}

const nameOf = ({ target }: ScreeningTableRow, run: Screen['run']): string =>
  run.targets.find(({ id }) => id === target)?.label ?? '';
