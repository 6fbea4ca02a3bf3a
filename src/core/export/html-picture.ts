import { binsFor } from '../statistics/bins.ts';
import type { ProbeFile, Report } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import { own } from '../own.ts';
import { modelClass } from './model-class.ts';
import { html, NOTHING, type Markup } from './html-text.ts';

/** The picture of an HTML report, as inline SVG or bars: numbers on their axis, other answers by how often they came. */

const WIDTH = 720;
const HEIGHT = 190;
const BASE = HEIGHT - 22;
const TOP = 18;
const MARGIN = 8;
/** Bars that are labelled with their value. */
const MOST_LABELS = 5;
/** Rows of bars. */
const MOST_ROWS = 8;

/** One stacked histogram over the whole domain. */
function histogram({ targets }: Run, { numbers, domain }: Pick<Report, 'numbers' | 'domain'>): Markup {
  const histograms = targets.map(({ id }) => (numbers === null ? {} : (own(numbers.byTarget, id)?.histogram ?? {})));
  const axis = binsFor(histograms, domain);
  if (axis === null) return NOTHING;
  const { bins, min, max } = axis;
  const stacks = bins.map((bin) => ({
    ...bin,
    counts: histograms.map((counts) =>
      Object.entries(counts).reduce((sum, [value, count]) => {
        const at = Number(value);
        return at >= bin.from && (at <= bin.to || at < bin.from + axis.width) ? sum + count : sum;
      }, 0),
    ),
  }));
  const total = ({ counts }: (typeof stacks)[number]): number => counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...stacks.map(total));
  const x = (value: number): number => MARGIN + ((value - min) / (max - min)) * (WIDTH - 2 * MARGIN);
  const y = (count: number): number => BASE - (count / most) * (BASE - TOP);
  const width = Math.max(1, (x(min + axis.width) - x(min)) * 0.8);
  const labelled = [...stacks].sort((a, b) => total(b) - total(a)).slice(0, MOST_LABELS);
  const bars = stacks.flatMap((stack) => {
    let below = 0;
    return stack.counts.map((count, slot) => {
      const from = below;
      below += count;
      if (count === 0) return NOTHING;
      return html`<rect
        class="${modelClass(slot)}"
        x="${(x(stack.centre) - width / 2).toFixed(2)}"
        y="${y(below).toFixed(2)}"
        width="${width.toFixed(2)}"
        height="${(y(from) - y(below)).toFixed(2)}"
        ><title>${stack.label}: ${count} of ${targets[slot]!.label}</title></rect
      >`;
    });
  });
  const names = labelled
    .filter((stack) => total(stack) > most / 8)
    .map(
      (stack) =>
        html`<text x="${x(stack.centre).toFixed(1)}" y="${(y(total(stack)) - 4).toFixed(1)}">${stack.label}</text>`,
    );
  const ends = [bins[0]!, bins.at(-1)!].map(
    (bin, at) =>
      html`<text
        class="axis"
        text-anchor="${at === 0 ? 'start' : 'end'}"
        x="${at === 0 ? MARGIN : WIDTH - MARGIN}"
        y="${HEIGHT - 6}"
        >${bin.label}</text
      >`,
  );
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="How often each number came, by model">
    <line x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="${BASE}" y2="${BASE}" />
    ${bars}${names}${ends}
  </svg>`;
}

/** A text, and how often it came from each model. */
interface Row {
  readonly label: string;
  readonly count: number;
  readonly byTarget: Readonly<Record<string, number>>;
}

/** The most frequent ones as bars split by model. */
function bars({ targets }: Run, rows: readonly Row[]): Markup {
  const shown = rows.slice(0, MOST_ROWS);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  return html`<table class="bars">
    ${shown.map(
      ({ label, count, byTarget }) =>
        html`<tr>
          <th scope="row" dir="auto">${label}</th>
          <td class="bar">
            ${targets.map((target, slot) => {
              const share = (100 * (own(byTarget, target.id) ?? 0)) / most;
              return share === 0
                ? NOTHING
                : html`<i class="${modelClass(slot)}" style="width:${share.toFixed(2)}%"></i>`;
            })}
          </td>
          <td class="num">${count}</td>
        </tr>`,
    )}
  </table>`;
}

/** Numbers: a histogram. Answers that came more than once: those; else what the outputs share, if anything. */
export function picture({ run, report }: ProbeFile): Markup {
  if (report.numbers !== null) return histogram(run, report);
  const parts = report.sharedParts ?? [];
  const isRepeated = (report.groups[0]?.count ?? 0) > 1;
  if (!isRepeated && parts.length > 0) {
    return bars(
      run,
      parts.map(({ text, outputs, byTarget }) => ({ label: text, count: outputs, byTarget })),
    );
  }
  return bars(
    run,
    report.groups.map(({ answer, count, byTarget }) => ({ label: answer, count, byTarget })),
  );
}
