import { html, nothing, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import { keyedList } from './keyed-list.ts';
import type { Bin } from '../../src/core/statistics/bins.ts';
import { chartsOf, type ChartSpec } from '../charts/spec.ts';
import { histogram } from '../charts/histogram.ts';
import { histogramSvg } from '../charts/histogram-svg.ts';
import { countTable } from '../charts/count-table.ts';
import { drawingTitle } from '../state/summary.ts';
import type { NumberMode } from '../state/view-state.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount, plural } from '../text/format.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { openOutputs } from './condition-tables.ts';
import { exportMenu } from './export-menu.ts';
import { modelName } from './model-mark.ts';
import { choice, hiddenTable } from './section.ts';
import { BUTTONS } from '../text/strings.ts';

const MODES: readonly (readonly [NumberMode, string])[] = [
  ['stacked', BUTTONS.stacked],
  ['per-model', 'Per model'],
  ['last-digit', 'Last digit'],
];

/** Words that switch between the ways to draw the numbers. */
export function modeChoice({ view }: Screen, actions: Actions): TemplateResult {
  return choice('How to draw the numbers', MODES, view.numbers.mode, (mode) =>
    actions.change((old) => ({ ...old, numbers: { mode } })),
  );
}

/** The menu that copies and saves the charts of the chosen mode. */
export function numberMenu(screen: Screen, mode: NumberMode, actions: Actions): TemplateResult {
  const charts = (): readonly ChartSpec[] => {
    const { report, looks } = screen;
    if (report === null || report.numbers === null) return [];
    return chartsOf(report.numbers, report.domain, [...looks.values()], mode);
  };
  const name = mode === 'last-digit' ? 'Last digits' : 'Number distribution';
  const svg = (): string => histogramSvg(charts(), drawingTitle(screen), screen.theme);
  return exportMenu({ name, table: () => countTable(charts()), svg }, actions);
}

/** The charts of a mode below each other on one axis. `size`: a glance has the models named below it, and leaves them out. */
export function numberDistribution(
  screen: Screen,
  mode: NumberMode,
  size: 'glance' | 'tall',
  actions: Actions,
): TemplateResult {
  const { report, theme, looks } = screen;
  // Specs are made anew only with the report: a chart is drawn again when its spec is another object.
  return html`${guard([report, theme, looks, mode, size], () => {
    const numbers = report?.numbers ?? null;
    if (report === null || numbers === null) return nothing;
    const charts = chartsOf(numbers, report.domain, [...looks.values()], mode).map((spec) => ({
      ...spec,
      onOpen: (bin: Bin) => openBin(bin, report, screen, actions),
    }));
    if (charts.length === 0)
      return html`<p class="note">There are no whole numbers whose last digit could be counted.</p>`;
    return html`<div class="charts ${size} mode-${mode} ${isCrowded(screen) ? 'low' : ''}">
      ${keyedList(
        charts,
        ({ id }) => `${mode} ${id}`,
        (spec) => chartRow(spec, screen),
      )}
      ${size === 'glance' ? nothing : legend(charts, screen)}
    </div>`;
  })}`;
}

/** Whether conditions or failures take room below a chart. */
const isCrowded = ({ run, snapshot }: Screen): boolean =>
  run.conditions.length > 1 || (snapshot.failures ?? []).length > 0;

/** The outputs of a bar: of its answer where it stands for one, else those that hold its first number. */
function openBin({ from, to }: Bin, { groups }: PanelReport, screen: Screen, actions: Actions): void {
  const group = groups.find(({ answer }) => Number(answer) === from);
  if (group !== undefined && from === to) actions.showOutputs(group.id);
  else openOutputs({ text: String(from) }, screen, actions);
}

function chartRow(spec: ChartSpec, { theme }: Screen): TemplateResult {
  const only = spec.series.length === 1 ? spec.series[0] : undefined;
  const name = only?.look.label ?? 'All models';
  return html`<div class="chart-row ${spec.marks ? 'with-marks' : ''}">
    <div class="chart-name">${only === undefined ? nothing : modelName(only.look)}</div>
    <div class="chart-box">
      <canvas role="img" aria-label=${describeChart(spec, name)} ${histogram(spec, theme)}></canvas>
    </div>
    ${chartTable(spec, name)}
  </div>`;
}

/** A sentence for those who do not see the chart. */
function describeChart(spec: ChartSpec, name: string): string {
  const totals = totalsOf(spec);
  const peak = Math.max(...totals, 0);
  const label = spec.axis.bins[totals.indexOf(peak)]?.label ?? '';
  const most = peak === 0 ? '' : `, most often ${label} (${plural(peak, 'time')})`;
  return `${name}: ${plural(spec.n, 'number')}${most}. The table below holds all counts.`;
}

function chartTable(spec: ChartSpec, name: string): TemplateResult {
  const totals = totalsOf(spec);
  const rows = spec.axis.bins.flatMap((bin, index) =>
    (totals[index] ?? 0) === 0
      ? []
      : [[bin.label, ...spec.series.map(({ counts }) => formatCount(counts[index] ?? 0))]],
  );
  return hiddenTable(
    `How often ${name} named each number; those not listed: never`,
    ['Number', ...spec.series.map(({ look }) => look.label)],
    rows,
  );
}

function totalsOf({ axis, series }: ChartSpec): readonly number[] {
  return axis.bins.map((_, bin) => series.reduce((total, { counts }) => total + (counts[bin] ?? 0), 0));
}

function legend(charts: readonly ChartSpec[], { looks }: Screen): TemplateResult | typeof nothing {
  const stacked = charts.some(({ series }) => series.length > 1);
  const fair = charts.some(({ expected }) => expected !== null);
  if (!stacked && !fair) return nothing;
  return html`<div class="legend" aria-hidden="true">
    ${stacked ? [...looks.values()].map((look) => html`${modelName(look)} `) : nothing}
    ${fair ? html`<span class="dashed">uniform draw</span>` : nothing}
  </div>`;
}
