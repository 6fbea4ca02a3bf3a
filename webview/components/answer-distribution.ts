import { own } from '../../src/core/own.ts';
import { html, type TemplateResult } from 'lit/html.js';
import type { GroupRow } from '../../src/core/analysis/rows.ts';
import type { Look } from '../state/look.ts';
import { sortByOrder } from '../state/order.ts';
import { distributionSvg, type DistributionRow } from '../charts/distribution-svg.ts';
import { countedOf } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { drawingTitle } from '../state/summary.ts';
import { tallyTable } from '../state/tally-table.ts';
import { formatCount, plural } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { type Segment, segmentBar } from './bars.ts';
import { exportMenu } from './export-menu.ts';
import { modelName } from './model-mark.ts';
import { groupLetter } from './tally.ts';

/** Paler from group to group, never so pale that a segment is lost. */
const STRENGTHS = [1, 0.62, 0.42, 0.3, 0.22] as const;
/** Smallest share of a bar that has room for a letter. */
const ROOM_FOR_LETTER = 0.05;

/** A bar a model, all of the same length, cut into the groups of its answers. */
export function answerDistribution(screen: Screen): TemplateResult {
  const groups = sortByOrder(screen.report?.groups ?? [], screen.order);
  return html`<div class="distribution">
    ${[...screen.looks.values()].map((look) => distributionRow(look, groups, screen))}
  </div>`;
}

function distributionRow(look: Look, groups: readonly GroupRow[], screen: Screen): TemplateResult {
  const { n, segments } = rowOf(look, groups, screen);
  return html`<div class="distribution-row">
    ${modelName(look)} ${segments.length === 0 ? html`<span></span>` : segmentBar(segments, 18)}
    <span class="num">${n === 0 ? 'no answers' : plural(n, 'answer')}</span>
  </div>`;
}

function rowOf(look: Look, groups: readonly GroupRow[], screen: Screen): DistributionRow {
  const cells = screen.report?.cells.filter(({ target }) => target === look.target) ?? [];
  const n = cells.reduce((sum, { counts }) => sum + countedOf(counts), 0);
  const segments = groups.flatMap((group, rank): Segment[] => {
    const count = own(group.byTarget, look.target) ?? 0;
    if (count === 0 || n === 0) return [];
    const share = count / n;
    const letter = groupLetter(group.id, screen);
    const label = `${letter} ${shorten(group.answer, 60)}: ${formatCount(count)} of ${formatCount(n)}`;
    const strength = STRENGTHS[Math.min(rank, STRENGTHS.length - 1)] ?? 1;
    return [{ look, share, label, strength, ...(share >= ROOM_FOR_LETTER ? { inside: letter } : {}) }];
  });
  return { look, n, segments };
}

/** The menu that copies and saves the bars and what they show. */
export function distributionMenu(screen: Screen, actions: Actions): TemplateResult {
  const { report, looks, order, theme } = screen;
  const groups = sortByOrder(report?.groups ?? [], order);
  const svg = (): string => {
    const rows = [...looks.values()].map((look) => rowOf(look, groups, screen));
    const named = groups.map(({ id, answer, count }) => ({ letter: groupLetter(id, screen), answer, count }));
    return distributionSvg(rows, named, drawingTitle(screen), theme);
  };
  return exportMenu({ name: 'Distribution of answers', table: () => tallyTable(groups, looks), svg }, actions);
}
