import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Screen } from '../state/screen.ts';
import type { SharedCount } from '../state/shared.ts';
import { formatCount } from '../text/format.ts';
import { conditionBar } from './condition-bar.ts';
import { modelMark, modelName } from './model-mark.ts';
import { textButton } from './signature-lists.ts';
import { explained } from './explained.ts';

/** How a table of what several outputs have is headed, and what it shows. */
export interface SharedTable {
  /** Head of the first column. */
  readonly what: string;
  readonly rows: readonly SharedCount[];
  /** Whether the texts are code. */
  readonly code?: boolean;
  /** Whether a bar shows how often each came under each condition. */
  readonly bars?: boolean;
  /** Shows the outputs that hold a text; absent where they cannot be found by it. */
  readonly onOpen?: (text: string) => void;
}

/** What several outputs have: how many, under which condition, and of which models. */
export function sharedTable({ what, rows, code, bars, onOpen }: SharedTable, screen: Screen): TemplateResult {
  const { run } = screen;
  const conditions = run.conditions.map(({ id }) => id);
  const hasBars = bars === true && conditions.length > 1;
  const largest = rows.reduce((most, { outputs }) => Math.max(most, outputs), 0);
  return html`<table class="grid shared ${code === true ? 'code' : ''} ${hasBars ? 'with-bars' : ''}">
    <thead>
      <tr>
        <th scope="col">${what}</th>
        <th scope="col" class="num">${explained(hasBars ? 'times' : 'outputs', hasBars ? 'Times' : 'Outputs')}</th>
        ${hasBars ? html`<th scope="col" class="bar-column">By condition</th>` : nothing}
        <th scope="col" class="said-by">Models</th>
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

/** One model by its name; several by their marks and how often each. */
function whoSays(byTarget: SharedCount['byTarget'], { looks }: Pick<Screen, 'looks'>): TemplateResult {
  const counts = new Map(Object.entries(byTarget));
  const own = [...looks.values()].filter(({ target }) => (counts.get(target) ?? 0) > 0);
  const [only] = own;
  if (own.length === 1 && only !== undefined) return modelName(only);
  return html`<span class="mark-counts">
    ${own.map(
      (look) =>
        html`<span class="mark-count" title="${look.label}: ${formatCount(counts.get(look.target) ?? 0)}"
          >${modelMark(look)}<span class="visually-hidden">${look.label} </span
          ><span class="num">${formatCount(counts.get(look.target) ?? 0)}</span></span
        >`,
    )}
  </span>`;
}
