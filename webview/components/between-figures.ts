import { html, nothing, type TemplateResult } from 'lit/html.js';
import { toldApartWords } from '../../src/core/analysis/comparison/verdict-words.ts';
import type { BetweenReport } from '../../src/core/model/report.ts';
import { effectiveModelsOf, intervalText } from '../state/between-words.ts';
import { controlCount } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { formatHundredths } from '../text/format.ts';
import { explained } from './explained.ts';
import { scaleLine } from './scale-line.ts';

/** Effective models, the convergence index and whether single outputs tell the models apart, each on its line. */
export function betweenFigures(screen: Screen, between: BetweenReport): TemplateResult {
  return html`<div class="between-figures">
    ${effectiveModels(screen, between)}${convergence(between)}${apart(between)}
  </div>`;
}

function effectiveModels({ report, run }: Screen, between: BetweenReport): TemplateResult | typeof nothing {
  const figure = effectiveModelsOf(between);
  if (figure === null || report === null) return nothing;
  const models = run.targets.filter(({ id }) => controlCount(report, run, id) > 0).length;
  const one =
    figure.bandText === '' ? 'what one model would read is not known yet' : `one model would read ${figure.bandText}`;
  const reading = figure.isOne ? ': not distinguishable from one model' : '';
  const interval = intervalText(between.effectiveModelsInterval, figure.valueText.length > 3 ? 2 : 1);
  const line = {
    ...{ from: 1, to: Math.max(2, models), ticks: ticksTo(models), value: figure.value },
    ...{ interval: between.effectiveModelsInterval, band: figure.band },
    label: `Effective models: ${figure.valueText} of ${models} (${interval}); ${one}${reading}.`,
  };
  return html`<div class="between-figure">
    <h3>${explained('effective-models', 'Effective models')}</h3>
    <p>
      <b class="num">${figure.valueText} of ${models}</b>; ${one}${reading}. <span class="dim nowrap">${interval}</span>
    </p>
    ${scaleLine(line)}
  </div>`;
}

/** 1 ... `models`, at most about ten of them. */
function ticksTo(models: number): readonly number[] {
  const most = Math.max(2, models);
  const step = Math.ceil(most / 10);
  const ticks = Array.from({ length: Math.floor((most - 1) / step) + 1 }, (_, index) => 1 + index * step);
  return ticks.at(-1) === most ? ticks : [...ticks, most];
}

function convergence({ convergenceIndex: value, convergenceIndexInterval: interval }: BetweenReport): unknown {
  const words = '1: the models are interchangeable, 0: they share nothing';
  if (value === null) {
    return html`<div class="between-figure">
      <h3>${explained('convergence-index', 'Convergence index')}</h3>
      <p>Undefined: no model gave an answer twice, or one has too few runs.</p>
    </div>`;
  }
  const text = intervalText(interval, 2);
  const to = Math.max(1, Math.ceil(Math.max(value, interval?.[1] ?? 0) * 2 - 1e-9) / 2);
  const ticks = Array.from({ length: Math.round(to * 2) + 1 }, (_, index) => index / 2);
  const label = `Convergence index: ${formatHundredths(value)} (${words}); ${text}.`;
  return html`<div class="between-figure">
    <h3>${explained('convergence-index', 'Convergence index')}</h3>
    <p><b class="num">${formatHundredths(value)}</b> (${words}). <span class="dim nowrap">${text}</span></p>
    ${scaleLine({ from: 0, to, ticks, value, interval, band: null, label })}
  </div>`;
}

function apart({ toldApart }: BetweenReport): TemplateResult | typeof nothing {
  if (toldApart === undefined || toldApart === null) return nothing;
  const { outputs, right, band } = toldApart;
  const { figure, reading } = toldApartWords(toldApart);
  const label = `Told apart: ${figure} ${reading}`;
  const ticks = [0, Math.round(outputs / 2), outputs];
  return html`<div class="between-figure">
    <h3>${explained('told-apart', 'Told apart')}</h3>
    <p><b class="num">${figure}</b> ${reading}</p>
    ${scaleLine({ from: 0, to: outputs, ticks, value: right, interval: null, band, label })}
  </div>`;
}
