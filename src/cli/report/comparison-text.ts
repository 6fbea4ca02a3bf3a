import { answeredAt } from '../../core/model/answered-at.ts';
import type { Comparison } from '../../core/compare/comparison.ts';
import { comparisonNotes, comparisonSentences, VERDICT_WORDS } from '../../core/compare/sentences.ts';
import { answersTable, modelsTable, type TextTable } from '../../core/tables/comparison.ts';
import { table } from '../terminal/columns.ts';
import { oneLine, printable } from '../terminal/printable.ts';
import { cut, wrap } from '../terminal/width.ts';
import type { Layout } from './layout.ts';

/** Answers that a terminal shows; JSON and Markdown have them all. */
const MOST_ANSWERS = 12;
const WIDEST = 40;
const LEAST = 10;

function block({ columns, rows }: TextTable, { columns: available, style, isAlone }: Layout): readonly string[] {
  const shown = rows.slice(0, MOST_ANSWERS).map(([first = '', ...rest]) => [cut(oneLine(first), WIDEST), ...rest]);
  const heads = columns.map(({ title, align }, index) => ({
    title: title.toUpperCase(),
    align,
    least: index === 0 ? LEAST : null,
  }));
  const rest = rows.length - shown.length;
  return [
    ...table(heads, shown, available, (cell, row) => (row < 0 ? style.dim(cell) : cell)),
    ...(rest > 0 ? [style.dim(`and ${rest} rarer ones${isAlone ? '' : ' (--format json)'}`)] : []),
  ];
}

const day = (createdAt: string): string => createdAt.slice(0, 16).replace('T', ' ');

/** A comparison for a terminal: verdict, what was found, answers, models, what was not compared. */
export function comparisonText(comparison: Comparison, layout: Layout): string {
  const { columns, style } = layout;
  const { before, after, verdict, answers, models } = comparison;
  const size = (runs: number): string => `${models.length} × ${runs}`;
  const sides = `before: ${day(answeredAt(before))}, ${size(before.trialsPerCell)} · after: ${day(answeredAt(after))}, ${size(after.trialsPerCell)}`;
  const blocks = [
    [style.dim(printable(sides))],
    [
      style.strong(VERDICT_WORDS[verdict]),
      ...comparisonSentences(comparison).flatMap((one) => wrap(printable(one), columns)),
    ],
    answers.length === 0 ? [] : block(answersTable(comparison), layout),
    models.length < 2 ? [] : block(modelsTable(comparison), layout),
    comparisonNotes(comparison)
      .flatMap((note) => wrap(printable(note), columns))
      .map((line) => style.dim(line)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
