import type { Report } from '../../core/model/report.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { cut, wrap } from '../terminal/width.ts';

/** How the report is laid out. */
export interface Layout {
  /** Columns that a line may take. */
  readonly columns: number;
  readonly style: Style;
  /** Whether it is all that can be shown, so that no option that shows more is named; absent where it is not. */
  readonly isAlone?: true;
}

const BULLET = '· ';

/** A sentence of several, its lines under each other. */
export function bulleted(sentence: string, columns: number): readonly string[] {
  return wrap(sentence, columns - BULLET.length).map((line, index) => (index === 0 ? BULLET : '  ') + line);
}

/** Says which condition a table is about, where there are several. */
export function underControl(
  { conditions }: Report,
  lines: readonly string[],
  { columns, style }: Layout,
): readonly string[] {
  if (conditions === null || lines.length === 0) return lines;
  return [style.dim(cut(`Under ${oneLine(conditions.control)}:`, columns)), ...lines];
}

/** Blocks below each other, empty ones left out. */
export function laidOut(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
