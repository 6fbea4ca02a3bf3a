import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Counts, Statistics } from '../../src/core/model/report.ts';
import { columnsOf, countedOf } from '../state/report.ts';
import { modelColumns } from '../../src/core/tables/models.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount, formatShare, plural } from '../text/format.ts';
import { answerLabels } from '../text/answer-labels.ts';
import { shorten } from '../text/words.ts';
import { plainHead } from './grid.ts';
import { modelName } from './model-mark.ts';

/** Rows of models, and of conditions, which stand below the names of the models; the rest is on the tab that has them all. */
const MOST_MODELS = 6;
const MOST_CONDITIONS = 3;
/** Characters of an answer. */
const ANSWER = 60;

interface Row {
  readonly name: unknown;
  readonly modalAnswer: string | null;
  readonly statistics: Statistics;
  readonly counted: number;
  readonly settled: string;
}

/** One row per model with what it says most; of several conditions a row each, below the names of the models that the picture is cut by. */
export function modelRows(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { run, report } = screen;
  if (report === null) return nothing;
  const isOfConditions = run.conditions.length > 1 && report.conditions !== null;
  const all = isOfConditions ? rowsOfConditions(screen) : rowsOfModels(screen);
  const most = isOfConditions ? MOST_CONDITIONS : MOST_MODELS;
  // A line that says that there is one more takes as much room as that one.
  const rest = all.length - most > 1 ? all.length - most : 0;
  const labels = answerLabels(
    all.map(({ modalAnswer }) => modalAnswer ?? ''),
    ANSWER,
  );
  const { model, condition, modal, different, answered } = modelColumns(run, report);
  const tab = isOfConditions ? 'conditions' : 'models';
  return html`<section class="model-rows" aria-label=${isOfConditions ? 'Conditions' : 'Models'}>
    ${isOfConditions ? html`<p class="legend">${[...screen.looks.values()].map((look) => html`${modelName(look)} `)}</p>` : nothing}
    <table>
      <thead class="visually-hidden">
        <tr>
          ${[isOfConditions ? condition : model, modal, different, answered].map(plainHead)}
        </tr>
      </thead>
      <tbody>
        ${all.slice(0, all.length - rest).map((row, index) => modelRow(row, labels[index] ?? ''))}
      </tbody>
    </table>
    ${
      rest > 0
        ? html`<button class="link" @click=${() => actions.openTab(tab)}>
            ${formatCount(rest)} more ${isOfConditions ? 'conditions' : 'models'} ›
          </button>`
        : nothing
    }
  </section>`;
}

function modelRow({ name, modalAnswer, statistics, counted, settled }: Row, label: string): TemplateResult {
  const different = statistics['distinct']?.value ?? 0;
  return html`<tr>
    <th scope="row">${name}</th>
    <td class="says">${saysMost(modalAnswer, label, statistics, counted)}</td>
    <td class="dim different">${counted > 0 ? `${formatCount(different)} different` : nothing}</td>
    <td class="dim num">${settled}</td>
  </tr>`;
}

/** "98% say 42". An answer that came once is no favourite. */
function saysMost(answer: string | null, label: string, statistics: Statistics, counted: number): TemplateResult {
  const share = statistics['modal-share']?.value ?? null;
  if (counted === 0) return html`<span class="dim">no answers</span>`;
  if (answer === null || share === null || (counted > 1 && share * counted < 1.5)) return html`<b>all different</b>`;
  return html`<b>${formatShare(share)} say <bdi title=${shorten(answer, 300)}>${label}</bdi></b>`;
}

const settledText = ({ completed, trials }: Counts): string => `${formatCount(completed)} of ${formatCount(trials)}`;

function rowsOfModels(screen: Screen): readonly Row[] {
  const { screening } = screen.run;
  return columnsOf(screen.run, screen.report).flatMap(({ target, condition, suffix, cell }): Row[] => {
    const look = screen.looks.get(target);
    // Other versions of a prompt that is screened have a few runs each.
    if (look === undefined || cell === undefined || (screening !== undefined && condition !== screening.whole))
      return [];
    return [
      {
        name: modelName(look, suffix),
        modalAnswer: cell.modalAnswer,
        statistics: cell.statistics,
        counted: countedOf(cell.counts),
        settled: settledText(cell.counts),
      },
    ];
  });
}

function rowsOfConditions({ report }: Screen): readonly Row[] {
  return (report?.conditions?.conditions ?? []).map(({ condition, modalAnswer, statistics, n }) => ({
    name: html`<bdi>${condition}</bdi>`,
    ...{ modalAnswer, statistics, counted: n, settled: plural(n, 'answer') },
  }));
}
