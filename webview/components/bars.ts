import { own } from '../../src/core/own.ts';
import { html, nothing, svg, type TemplateResult } from 'lit/html.js';
import type { TargetProgress } from '../../src/core/model/events.ts';
import type { Interval } from '../../src/core/model/report.ts';
import type { Look } from '../state/look.ts';
import { answeredOf } from '../state/progress.ts';
import { formatCount } from '../text/format.ts';
import { barFill, colourClass } from './model-mark.ts';

/** One part of a bar. */
export interface Segment {
  readonly look: Look;
  /** 0 ... 1 of the whole width. */
  readonly share: number;
  readonly label: string;
}

/** Percent for an SVG attribute: short, so that a frame writes little. */
const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;

/** A horizontal bar of segments; attributes only, because the page allows no inline styles. `whisker`: ends of an interval, 0 ... 1 of the width. */
export function segmentBar(
  segments: readonly Segment[],
  height: number,
  whisker: Interval | null = null,
): TemplateResult {
  let start = 0;
  const thick = whisker === null ? height : height - LANE;
  const parts = segments
    .filter(({ share }) => share > 0)
    .map((segment) => {
      const x = start;
      start += segment.share;
      return svg`<rect x=${percent(x)} width=${percent(segment.share)} height=${thick} fill=${barFill(segment.look)} />`;
    });
  const label = segments.map((segment) => segment.label).join(', ');
  return html`<svg class="bar" width="100%" height=${height} role="img" aria-label=${label}>
    <title>${label}</title>
    ${parts} ${whisker === null ? nothing : intervalLane(whisker, height)}
  </svg>`;
}

/** Height of the lane below a bar that has an interval, px. */
const LANE = 6;

/** An interval in a lane of its own: over the parts of a bar it would seem to be of one of them. */
function intervalLane([low, high]: Interval, height: number): unknown {
  const [x1, x2, middle] = [percent(low), percent(Math.min(1, high)), height - 2.5];
  const line = (from: string, to: string, half: number): unknown =>
    svg`<line class="whisker" x1=${from} x2=${to} y1=${middle - half} y2=${middle + half} />`;
  return [line(x1, x2, 0), line(x1, x1, 2), line(x2, x2, 2)];
}

/** How often each model gave an answer, to the scale of `largest`; `interval` is that of the whole count. */
export function byModelBar(
  byTarget: Readonly<Record<string, number>>,
  looks: ReadonlyMap<string, Look>,
  largest: number,
  interval: Interval | null = null,
): TemplateResult {
  const segments = [...looks.values()].flatMap((look): Segment[] => {
    const count = own(byTarget, look.target) ?? 0;
    if (count === 0 || largest === 0) return [];
    return [{ look, share: count / largest, label: `${look.label} ${formatCount(count)}` }];
  });
  const whisker = interval === null || largest === 0 ? null : ([interval[0] / largest, interval[1] / largest] as const);
  return segmentBar(segments, interval === null ? 13 : 16, whisker);
}

/** A bar of no model. */
export function plainBar(share: number, label: string): TemplateResult {
  return html`<svg class="bar plain-bar" width="100%" height="13" role="img" aria-label=${label}>
    ${svg`<rect width=${percent(share)} height="13" />`}
  </svg>`;
}

/** A thin bar that fills while a model answers; failed trials fill it in the colour of errors. */
export function progressBar(look: Look, progress: TargetProgress): TemplateResult {
  const { wanted, settled, failed } = progress;
  const answered = wanted === 0 ? 0 : Math.min(1, answeredOf(progress) / wanted);
  const lost = wanted === 0 ? 0 : Math.min(1 - answered, failed / wanted);
  const lostText = failed > 0 ? `, ${formatCount(failed)} failed` : '';
  return html`<svg
    class="progress-bar"
    width="100%"
    height="3"
    role="progressbar"
    aria-label=${look.label}
    aria-valuemin="0"
    aria-valuemax=${wanted}
    aria-valuenow=${settled}
    aria-valuetext="${formatCount(answeredOf(progress))} of ${formatCount(wanted)} answered${lostText}"
  >
    <rect class="rail" width="100%" height="3" />
    ${svg`<rect class="done ${colourClass(look)}" width=${percent(answered)} height="3" />
      <rect class="lost" x=${percent(answered)} width=${percent(lost)} height="3" />`}
  </svg>`;
}
