import { own } from '../../src/core/own.ts';
import type { CountedRow } from '../components/bar-rows.ts';
import type { Look } from '../state/look.ts';
import { formatCount, formatShare } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { drawing, type DrawingTitle, EDGE, fillOf, HEAD, line, modelLabel, WIDTH, widthOf } from './svg-frame.ts';
import { element, type SvgMarkup } from './svg-text.ts';
import type { ChartTheme } from './theme.ts';

/** Height of a bar, and of a row with its gap, px. */
const BAR = { height: 18, row: 26 } as const;
/** Room for what a bar stands for, and for its share and count behind it, px. */
const LABEL = 270;
const COUNTS = 120;

type Row = Pick<CountedRow, 'label' | 'count' | 'n' | 'byTarget'>;

/** Bars that are cut by model, below them the names of the models, as a drawing (SVG). */
export function barsSvg(rows: readonly Row[], looks: readonly Look[], title: DrawingTitle, theme: ChartTheme): string {
  const largest = Math.max(...rows.map(shareOf), 0);
  const below = HEAD + rows.length * BAR.row + 14;
  const content = [
    ...rows.flatMap((row, index) => barRow(row, { largest, top: HEAD + index * BAR.row, looks, theme })),
    ...legend(looks, below, theme),
  ];
  return drawing(title, below + 16, looks, theme, content);
}

const shareOf = ({ count, n }: Row): number => (n === 0 ? 0 : count / n);

interface Place {
  readonly largest: number;
  readonly top: number;
  readonly looks: readonly Look[];
  readonly theme: ChartTheme;
}

function barRow(row: Row, { largest, top, looks, theme }: Place): readonly SvgMarkup[] {
  const { label, count, n, byTarget } = row;
  const [left, width] = [EDGE + LABEL, WIDTH - 2 * EDGE - LABEL - COUNTS];
  const base = top + BAR.height / 2 + 4;
  const scale = largest === 0 || n === 0 ? 0 : width / (largest * n);
  let x = left;
  const parts = looks.flatMap((look) => {
    const part = (own(byTarget ?? {}, look.target) ?? 0) * scale;
    if (part === 0) return [];
    x += part;
    return [element('rect', { x: x - part, y: top, width: part, height: BAR.height, fill: fillOf(look) })];
  });
  const plain = element('rect', { x: left, y: top, width: count * scale, height: BAR.height, fill: theme.dim });
  const often = `${formatShare(n === 0 ? null : count / n)}  ${formatCount(count)} of ${formatCount(n)}`;
  return [
    line(shorten(label, 44), EDGE, base, theme),
    ...(byTarget === null ? [plain] : parts),
    line(often, left + count * scale + 8, base, theme, { fill: theme.dim }),
  ];
}

function legend(looks: readonly Look[], y: number, theme: ChartTheme): readonly SvgMarkup[] {
  let x = EDGE + LABEL;
  return looks.flatMap((look) => {
    const width = Math.min(170, 28 + widthOf(look.label));
    const label = modelLabel(look, x, y, width, theme);
    x += width + 12;
    return label;
  });
}
