import type { Segment } from '../components/bars.ts';
import type { Look } from '../state/look.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { drawing, type DrawingTitle, EDGE, fillOf, HEAD, line, modelLabel, NAMES, WIDTH } from './svg-frame.ts';
import { element, type SvgMarkup } from './svg-text.ts';
import type { ChartTheme } from './theme.ts';

/** Height of a bar, and of a row with its gap, px. */
const BAR = { height: 22, row: 32 } as const;
/** Room for "n = 50" at the end of a bar, px. */
const COUNTS = 64;
/** Answers that are named below the bars. */
const MOST_NAMED = 12;

/** A model's bar. */
export interface DistributionRow {
  readonly look: Look;
  /** Answers that count. */
  readonly n: number;
  readonly segments: readonly Segment[];
}

/** An answer that a letter stands for. */
export interface NamedAnswer {
  readonly letter: string;
  readonly answer: string;
  readonly count: number;
}

/** How the answers of each model are made up, as a drawing (SVG). */
export function distributionSvg(
  rows: readonly DistributionRow[],
  answers: readonly NamedAnswer[],
  title: DrawingTitle,
  theme: ChartTheme,
): string {
  const named = answers.slice(0, MOST_NAMED);
  const below = HEAD + rows.length * BAR.row + 16;
  const content = [
    ...rows.flatMap((row, index) => barRow(row, HEAD + index * BAR.row, theme)),
    ...named.map(({ letter, answer, count }, index) =>
      line(`${letter}  ${shorten(answer, 110)} × ${formatCount(count)}`, EDGE + NAMES, below + index * 18, theme),
    ),
    ...moreLine(answers.length - named.length, below + named.length * 18, theme),
  ];
  const lines = named.length + (answers.length > named.length ? 1 : 0);
  const looks = rows.map(({ look }) => look);
  return drawing(title, below + lines * 18 + 4, looks, theme, content);
}

function moreLine(more: number, y: number, theme: ChartTheme): readonly SvgMarkup[] {
  return more <= 0 ? [] : [line(`and ${formatCount(more)} more`, EDGE + NAMES, y, theme, { fill: theme.dim })];
}

function barRow({ look, n, segments }: DistributionRow, top: number, theme: ChartTheme): readonly SvgMarkup[] {
  const [left, width] = [EDGE + NAMES, WIDTH - 2 * EDGE - NAMES - COUNTS];
  const base = top + BAR.height / 2 + 4;
  let start = 0;
  const parts = segments.flatMap((segment) => {
    const x = left + start * width;
    start += segment.share;
    const size = { width: Math.max(0.5, segment.share * width - 1), height: BAR.height };
    const opacity = segment.strength ?? 1;
    return [
      element('rect', { x, y: top, ...size, fill: fillOf(segment.look), opacity }),
      ...(segment.inside === undefined
        ? []
        : [
            line(segment.inside, x + size.width / 2, base, theme, {
              ...{ 'text-anchor': 'middle', 'font-weight': 600 },
              fill: opacity < 0.5 ? theme.foreground : theme.background,
            }),
          ]),
    ];
  });
  return [
    ...modelLabel(look, EDGE, base, NAMES - 12, theme),
    ...parts,
    line(`n = ${formatCount(n)}`, left + width + 8, base, theme, { fill: theme.dim }),
  ];
}
