import { html, nothing, type TemplateResult } from 'lit/html.js';
import { guard } from 'lit/directives/guard.js';
import { effectiveAnswersChart } from '../charts/bars-spec.ts';
import { BAR_ROW, bars } from '../charts/draw-bars.ts';
import { VALUE_AXIS } from '../charts/draw.ts';
import { FIGURES } from '../../src/core/tables/figures.ts';
import { modelColumns } from '../../src/core/tables/models.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount, formatFigure, formatInterval, NONE } from '../text/format.ts';
import { cssProperties } from './css-properties.ts';
import { modelName } from './model-mark.ts';
import { hiddenTable } from './section.ts';

/** Effective answers of each model with their intervals, and what a fair draw would give. */
export function variedChart(screen: Screen): TemplateResult {
  const { report, run, theme, looks } = screen;
  // A spec is made anew only with the report: a chart is drawn again when its spec is another object.
  return html`${guard([report, run.targets, theme, looks], () => {
    const spec = effectiveAnswersChart(screen);
    if (spec.rows.length === 0) return nothing;
    const height = { height: `${spec.rows.length * BAR_ROW + VALUE_AXIS}px` };
    const { model, effective } = modelColumns(run, null);
    const isFair = spec.rows.some(({ fair }) => fair !== null);
    const missing = spec.rows.some(({ interval }) => interval === null);
    return html`<div class="varied">
        <div class="varied-names" aria-hidden="true">
          ${spec.rows.map(({ look, value }) => html`<p>${modelName(look)}<span class="num">${formatFigure(value)}</span></p>`)}
        </div>
        <div class="varied-chart" ${cssProperties(height)}>
          <canvas
            role="img"
            aria-label="Effective answers by model; the table below holds the figures."
            ${bars(spec, theme)}
          ></canvas>
        </div>
      </div>
      ${hiddenTable(
        'Effective answers by model',
        [model, effective, FIGURES.interval, FIGURES.fair, FIGURES.n].map(({ title }) => title),
        spec.rows.map(({ look, value, interval, fair, n }) => [
          look.label,
          formatFigure(value),
          interval === null ? 'too few runs' : formatInterval(interval),
          fair === null ? NONE : formatInterval(fair),
          formatCount(n),
        ]),
      )}
      ${
        isFair || missing
          ? html`<div class="legend" aria-hidden="true">
              ${isFair ? html`<span class="dashed">what as many fair draws would give</span>` : nothing}
              ${missing ? html`<span>no whiskers: too few runs for an interval</span>` : nothing}
            </div>`
          : nothing
      }`;
  })}`;
}
