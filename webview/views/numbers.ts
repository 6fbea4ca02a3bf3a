import { html, nothing, type TemplateResult } from 'lit/html.js';
import { kindSentence } from '../../src/core/analysis/insight/fairness.ts';
import type { NumberReports } from '../../src/core/model/numbers-report.ts';
import { numberColumns, numberRows, type NumberRow } from '../../src/core/tables/numbers.ts';
import { gridTable, type Shown } from '../components/grid.ts';
import { modelName } from '../components/model-mark.ts';
import { modeChoice, numberDistribution, numberMenu } from '../components/number-distribution.ts';
import { section } from '../components/section.ts';
import { countedOf } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { formatP, plural } from '../text/format.ts';
import { fitWords } from '../text/words.ts';
import type { View } from './view.ts';

/** The numbers the models named: their distribution, and how far it is from a fair draw. */
export const numbersView: View = {
  id: 'numbers',
  title: 'Numbers',
  applies: ({ report }) => report !== null && report.numbers !== null,
  count: () => null,
  wants: () => [],
  render: (screen, actions) =>
    html`${section('Number distribution', numberDistribution(screen, screen.view.numbers.mode, 'tall', actions), {
      id: 'numbers',
      aside: domainText(screen),
      right: html`${modeChoice(screen, actions)}${numberMenu(screen, screen.view.numbers.mode, actions)}`,
    })}
    ${section('Against a fair draw', html`${numberTable(screen)}${fitNote(screen)}`, { id: 'fair' })}
    ${lastDigitSection(screen)} ${kindsSection(screen)} ${notCounted(screen)}`,
};

function domainText({ report }: Screen): string {
  if (report === null) return '';
  const n = countedOf(report.counts);
  const range = report.domain === null ? 'no range known' : `${report.domain[0]} to ${report.domain[1]}`;
  return `${plural(n, 'number')}, ${range}`;
}

/** Models, then all together where there are several. */
const rowsOf = (numbers: NumberReports, { looks }: Screen): readonly NumberRow[] => {
  const all = numberRows(numbers).filter(({ condition }) => condition === null);
  return [...looks.keys(), ...(looks.size > 1 ? [null] : [])].flatMap((id) =>
    all.filter(({ target }) => target === id),
  );
};

function numberTable(screen: Screen): TemplateResult {
  const numbers = screen.report?.numbers ?? null;
  if (numbers === null) return html``;
  const isTested = numbers.pooled.p !== null || Object.values(numbers.byTarget).some(({ p }) => p !== null);
  const { n, mean, median, range, spikes, uniform, byG, verdict } = numberColumns(screen.run.targets);
  const tests = [[uniform, ''] as const, [byG, 'tertiary'] as const, [verdict, 'tertiary dim nowrap'] as const];
  const shown: Shown<NumberRow> = [
    [n, ''],
    [mean, 'tertiary'],
    [median, 'secondary'],
    [range, 'num secondary'],
    [spikes, ''],
    ...(isTested ? tests : []),
  ];
  return html`<div class="table-box">${fitTable('numbers', shown, rowsOf(numbers, screen), screen)}</div>`;
}

function fitTable(
  name: string,
  shown: Shown<NumberRow>,
  rows: readonly NumberRow[],
  { run, looks }: Screen,
): TemplateResult {
  const rowHead = ({ target }: NumberRow): TemplateResult =>
    target === null ? html`<span class="no-mark">All together</span>` : modelName(looks.get(target)!);
  return gridTable({ name, first: numberColumns(run.targets).model, rowHead, shown, rows });
}

/** How the tests of the table were made. */
function fitNote({ report }: Screen): TemplateResult | typeof nothing {
  const numbers = report?.numbers ?? null;
  if (numbers === null || report?.domain === undefined) return nothing;
  const text = fitWords([numbers.pooled, ...Object.values(numbers.byTarget)], report.domain);
  return text === '' ? nothing : html`<p class="note">${text}</p>`;
}

function lastDigitSection(screen: Screen): TemplateResult | typeof nothing {
  const numbers = screen.report?.numbers ?? null;
  if (numbers === null || numbers.pooled.lastDigitTest === null) return nothing;
  const { digit, lastDigit, digitVerdict } = numberColumns(screen.run.targets);
  const shown: Shown<NumberRow> = [
    [digit, ''],
    [lastDigit, ''],
    [digitVerdict, 'secondary dim'],
  ];
  const rows = rowsOf(numbers, screen).filter(({ numbers: of }) => of.lastDigit !== null);
  return section('Last digits', fitTable('tests', shown, rows, screen), {
    id: 'last-digit',
    aside: 'the digits 0 to 9 against those of a fair draw',
  });
}

/** Round numbers and repeated digits, in the insight's words. */
function kindsSection({ report }: Screen): TemplateResult | typeof nothing {
  const kinds = report?.numbers?.pooled.kinds ?? [];
  if (kinds.length === 0) return nothing;
  const content = html`<ul class="sentences">
    ${kinds.map((kind) => html`<li>${kindSentence(kind)} <span class="dim">${formatP(kind.p)}</span></li>`)}
  </ul>`;
  return section('Kinds of numbers', content, { id: 'kinds', aside: 'all models together' });
}

function notCounted({ report }: Screen): TemplateResult | typeof nothing {
  if (report === null) return nothing;
  const { outOfRange, unparsed, unreadable = 0 } = report.counts;
  const parts = [
    ...(outOfRange > 0 ? [`${plural(outOfRange, 'answer')} out of range`] : []),
    ...(unparsed > 0 ? [`${plural(unparsed, 'answer')} without a number`] : []),
    ...(unreadable > 0 ? [`${plural(unreadable, 'output')} that took too long to read`] : []),
  ];
  const text = parts.length === 0 ? 'Every answer was a number in range.' : `Not in the charts: ${parts.join(', ')}.`;
  return html`<p class="note">${text}</p>`;
}
