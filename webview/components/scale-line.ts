import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { Interval } from '../../src/core/model/report.ts';

/** A figure on a line, with what speaks for and against it. */
export interface ScaleLine {
  /** Ends of the line. */
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly value: number;
  readonly interval: Interval | null;
  /** What chance alone would give. */
  readonly band: Interval | null;
  /** All of it in words. */
  readonly label: string;
}

/** Room at both ends for half of a label, per cent. */
const EDGE = 3;
const MIDDLE = 15;

/** The line: the band of chance as a box, the interval as whiskers, the figure as a dot. */
export function scaleLine({ from, to, ticks, value, interval, band, label }: ScaleLine): TemplateResult {
  const share = (at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)));
  const x = (at: number): string => `${(EDGE + share(at) * (100 - 2 * EDGE)).toFixed(2)}%`;
  // A band of one figure is seen, too.
  const width = (low: number, high: number): string =>
    `${Math.max(0.8, (share(high) - share(low)) * (100 - 2 * EDGE)).toFixed(2)}%`;
  return html`<svg class="scale" width="100%" height="44" role="img" aria-label=${label}>
    <title>${label}</title>
    ${
      band === null
        ? nothing
        : svg`<rect class="scale-band" x=${x(band[0])} width=${width(...band)} y=${MIDDLE - 9} height="18" />`
    }
    ${svg`<line class="scale-axis" x1=${x(from)} x2=${x(to)} y1=${MIDDLE} y2=${MIDDLE} />`}
    ${ticks.map(
      (tick) =>
        svg`<line class="scale-axis" x1=${x(tick)} x2=${x(tick)} y1=${MIDDLE - 4} y2=${MIDDLE + 4} />
          <text class="scale-tick" x=${x(tick)} y="39">${String(tick)}</text>`,
    )}
    ${interval === null ? nothing : whiskers(x(interval[0]), x(interval[1]), MIDDLE)}
    ${svg`<circle class="scale-value" cx=${x(value)} cy=${MIDDLE} r="4.5" />`}
  </svg>`;
}

/** A line with an end at each side, at height `y`. */
function whiskers(low: string, high: string, y: number): unknown {
  return svg`<line class="whisker" x1=${low} x2=${high} y1=${y} y2=${y} />
    <line class="whisker" x1=${low} x2=${low} y1=${y - 4} y2=${y + 4} />
    <line class="whisker" x1=${high} x2=${high} y1=${y - 4} y2=${y + 4} />`;
}
