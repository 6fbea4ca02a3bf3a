import { html, nothing, type TemplateResult } from 'lit/html.js';
import { plainTable } from '../../src/core/tables/column.ts';
import { sharedColumns, type SharedKind, type SharedRow } from '../../src/core/tables/shared.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { conditionBar } from './condition-bar.ts';
import { head } from './grid.ts';
import { markCounts, modelName } from './model-mark.ts';
import { textButton } from './signature-lists.ts';

/** What several outputs have, and how its table shows it. */
export interface SharedTable {
  readonly kind: SharedKind;
  readonly rows: readonly SharedRow[];
  /** Whether the texts are code. */
  readonly code?: boolean;
  /** Whether a bar shows how often each came under each condition. */
  readonly bars?: boolean;
  /** Shows the outputs that hold a text; absent where they cannot be found by it. */
  readonly onOpen?: (text: string) => void;
}

/** What several outputs have: how many, under which condition, and of which models. */
export function sharedTable({ kind, rows, code, bars, onOpen }: SharedTable, screen: Screen): TemplateResult {
  const { run } = screen;
  const columns = sharedColumns(run, kind);
  const conditions = run.conditions.map(({ id }) => id);
  const hasBars = bars === true && conditions.length > 1;
  const largest = rows.reduce((most, { outputs }) => Math.max(most, outputs), 0);
  return html`<table class="grid shared ${code === true ? 'code' : ''} ${hasBars ? 'with-bars' : ''}">
    <thead>
      <tr>
        ${head(columns.what)} ${head(columns.outputs)} ${hasBars ? head(columns.bars, 'bar-column') : nothing}
        ${head(columns.modelNames, 'said-by')}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ text, outputs, byTarget, byCondition }) =>
          html`<tr>
            <th scope="row">${onOpen === undefined ? html`<bdi>${text}</bdi>` : textButton(text, onOpen)}</th>
            <td class="num">${formatCount(outputs)}</td>
            ${hasBars ? html`<td class="bar-column">${conditionBar(conditions, byCondition ?? {}, largest)}</td>` : nothing}
            <td class="said-by">${whoSays(byTarget, screen)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The same to copy: with a column for each model and condition. */
export function sharedFigures(
  { kind, rows }: Pick<SharedTable, 'kind' | 'rows'>,
  { run }: Pick<Screen, 'run'>,
): ReturnType<typeof plainTable> {
  const { what, outputs, byModel, byCondition } = sharedColumns(run, kind);
  return plainTable([what, outputs, ...byModel, ...byCondition], rows);
}

/** One model by its name; several by their marks and how often each. */
function whoSays(byTarget: SharedRow['byTarget'], { looks }: Pick<Screen, 'looks'>): TemplateResult {
  const counts = new Map(Object.entries(byTarget));
  const own = [...looks.values()].filter(({ target }) => (counts.get(target) ?? 0) > 0);
  const [only] = own;
  if (own.length === 1 && only !== undefined) return modelName(only);
  return markCounts(byTarget, own);
}
