import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AnswerChange, Comparison } from '../../src/core/compare/comparison.ts';
import type { ChangeVerdict } from '../../src/core/model/change-verdict.ts';
import { answersTable, modelsTable, type TextTable } from '../../src/core/tables/comparison.ts';
import { explainedStatistic } from '../components/explained.ts';
import { modelName } from '../components/model-mark.ts';
import { section } from '../components/section.ts';
import { looksOf } from '../state/look.ts';
import { formatCount } from '../text/format.ts';

/** Answers that are shown before it is asked for all. */
const SHORT = 10;

function table({ columns }: TextTable, rows: readonly TemplateResult[], name: string): TemplateResult {
  return html`<div class="table-box">
    <table class="grid ${name}">
      <thead>
        <tr>
          ${columns.map(
            ({ id, title, align }) =>
              html`<th scope="col" class=${align === 'right' ? 'num' : ''}>${explainedStatistic(id, title)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** One row of a table: its first cell names it, its last one is the verdict. */
function row(
  first: unknown,
  cells: readonly string[],
  { columns }: TextTable,
  classes: { readonly change: string; readonly verdict: string },
): TemplateResult {
  const last = cells.length - 1;
  return html`<tr>
    <th scope="row">${first}</th>
    ${cells.map((cell, at) => {
      const isNumber = columns[at + 1]?.align === 'right';
      if (at === last) return html`<td><span class="tag ${classes.verdict}">${cell}</span></td>`;
      return html`<td class="${isNumber ? 'num' : ''} ${at === last - 1 ? classes.change : ''}">${cell}</td>`;
    })}
  </tr>`;
}

const isSure = ({ verdict }: AnswerChange): boolean => verdict === 'differ';

function changeClass(answer: AnswerChange): string {
  if (!isSure(answer)) return '';
  return (answer.difference ?? 0) > 0 ? 'more' : 'less';
}

/** How often each frequent answer came before and after. */
export function answersSection(comparison: Comparison, showsAll: boolean, showAll: () => void): TemplateResult {
  const { answers } = comparison;
  const made = answersTable(comparison);
  const shown = showsAll || answers.length <= SHORT + 1 ? answers.length : SHORT;
  const rows = made.rows.slice(0, shown).map(([answer = '', ...cells], at) => {
    const own = answers[at]!;
    const name = html`<span class="cut" dir="auto" title=${answer}>${answer}</span>`;
    return row(name, cells, made, { change: changeClass(own), verdict: isSure(own) ? 'sure' : '' });
  });
  if (rows.length === 0) return html``;
  return section(
    'Answers',
    html`${table(made, rows, 'compare-answers')}
    ${
      shown < answers.length
        ? html`<button class="link" @click=${showAll}>All ${formatCount(answers.length)} ›</button>`
        : nothing
    }`,
    { id: 'compare-answers', aside: 'share of all outputs, in percentage points' },
  );
}

const CHANGED: readonly ChangeVerdict[] = ['more-varied', 'less-varied', 'other-answers'];

/** Effective answers of each model before and after. */
export function modelsSection(comparison: Comparison): TemplateResult {
  const { models } = comparison;
  const made = modelsTable(comparison);
  const looks = [...looksOf(models.map(({ target, label }) => ({ id: target, label }))).values()];
  const rows = made.rows.map(([, ...cells], at) => {
    const isChanged = CHANGED.includes(models[at]!.verdict);
    return row(modelName(looks[at]!), cells, made, { change: '', verdict: isChanged ? 'sure' : '' });
  });
  return section('By model', table(made, rows, 'compare-models'), { id: 'compare-models' });
}
