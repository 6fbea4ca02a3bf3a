import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { BetweenReport, PairReport } from '../../src/core/model/report.ts';
import { pairFigure, pairOf, verdictWords } from '../state/between-words.ts';
import type { Look } from '../state/look.ts';
import { controlCount } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import type { PairFigure } from '../state/view-state.ts';
import { formatCount, formatHundredths, formatP, NONE } from '../text/format.ts';
import { pairColumns } from '../../src/core/tables/models.ts';
import { capitalised } from '../text/words.ts';
import { cssProperties } from './css-properties.ts';
import { modelMark, modelName } from './model-mark.ts';
import { choice } from './section.ts';

/** With more models than this a cell holds its figure alone; the table of pairs says the rest. */
const MOST_EXPLAINED = 5;

const TITLES = pairColumns({ targets: [] });
const FIGURES: readonly (readonly [PairFigure, string])[] = [
  ['divergence', TITLES.divergence.title],
  ['overlap', TITLES.overlap.title],
  ['same-answer', TITLES.agreement.title],
];

const CAPTIONS: Readonly<Record<PairFigure, string>> = {
  divergence: 'Jensen-Shannon divergence in bits: 0 the same, 1 nothing shared',
  overlap: 'share of answers that both give: 100% the same, 0% nothing shared',
  'same-answer': 'how often one answer of each is the same',
};

/** Words that switch between the figures of a pair. */
export function figureChoice({ view }: Screen, actions: Actions): TemplateResult {
  return choice('What to compare', FIGURES, view.models.figure, (figure) =>
    actions.change((old) => ({ ...old, models: { figure } })),
  );
}

/** What the figures of the matrix are, in words. */
function matrixCaption({ view }: Screen): string {
  return CAPTIONS[view.models.figure];
}

/** Every model against every other, the stronger coloured the more their answers differ. */
export function modelMatrix(screen: Screen, between: BetweenReport): TemplateResult {
  const looks = [...screen.looks.values()];
  const explained = looks.length <= MOST_EXPLAINED;
  return html`<p class="caption">${capitalised(matrixCaption(screen))}</p>
    <div class="table-box matrix-box" tabindex="0" role="region" aria-label="Models compared">
      <table class="matrix ${explained ? 'explained' : ''}" ${cssProperties({ '--models': String(looks.length) })}>
        <caption class="visually-hidden">
          ${matrixCaption(screen)}
        </caption>
        <thead>
          <tr>
            <td></td>
            ${looks.map((look) => html`<th scope="col">${columnHead(look, explained)}${countLine(look, screen)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${looks.map(
            (row) =>
              html`<tr>
                <th scope="row">${modelName(row)}</th>
                ${looks.map((column) => cell(row, column, between, screen, explained))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

/** With many models a column has room for the mark alone; the rows name them. */
function columnHead(look: Look, explained: boolean): TemplateResult {
  if (explained) return modelName(look);
  return html`<span class="model" title=${look.label}
    >${modelMark(look)}<span class="visually-hidden">${look.label}</span></span
  >`;
}

function countLine(look: Look, { report, run }: Screen): TemplateResult {
  return html` <small>n ${formatCount(report === null ? 0 : controlCount(report, run, look.target))}</small>`;
}

function cell(row: Look, column: Look, between: BetweenReport, { view }: Screen, explained: boolean): TemplateResult {
  if (row === column) return html`<td class="same">${NONE}</td>`;
  const pair = pairOf(between, row.target, column.target);
  if (pair === undefined || pair.jensenShannonBits === null) {
    return html`<td class="same" title="One of the two has no answers.">${NONE}</td>`;
  }
  const { figure } = view.models;
  const heat = cssProperties({ '--heat': pair.jensenShannonBits.toFixed(3) });
  return html`<td
    class="heat"
    title="${row.label} · ${column.label}: ${verdictWords(pair)}${chanceWords(pair)}"
    ${heat}
  >
    <span class="heat-value">${pairFigure(pair, figure)}</span>
    ${explained ? html`<small>${readingLine(pair)}</small>` : nothing}
  </td>`;
}

function readingLine(pair: PairReport): string {
  const p = pair.verdict === 'differ' ? `, ${formatP(pair.pHolm, pair.isAtFloor)}` : '';
  return `${pair.verdict === 'alike' ? 'alike' : verdictWords(pair)}${p}`;
}

function chanceWords({ jensenShannonNullMean: mean }: PairReport): string {
  return mean === null ? '' : `; a divergence of ${formatHundredths(mean)} comes by chance alone`;
}
