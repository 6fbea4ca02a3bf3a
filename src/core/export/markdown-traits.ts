import { archetypeSentence } from '../analysis/insight/archetype.ts';
import { percent } from '../text/prose.ts';
import type { ProbeFile } from '../model/report.ts';
import { inlineText, table } from './markdown-text.ts';
import { labelOf, NONE } from './markdown-words.ts';

/** What pages and code are made of, by model and condition; empty when the outputs are neither. */
export function traitsSection({ run, report }: ProbeFile): string[] {
  const traits = report.traits ?? [];
  if (traits.length === 0) return [];
  const kind = archetypeSentence(report);
  const several = run.conditions.length > 1;
  const columns = traits[0]!.cells.map(({ target, condition }) =>
    several ? `#${labelOf(run, target)}, ${inlineText(condition)}` : `#${labelOf(run, target)}`,
  );
  const rows = traits.map(({ label, count, n, share, cells }) => [
    inlineText(label),
    `${count} of ${n}${share === null ? '' : ` (${percent(share)})`}`,
    ...cells.map((cell) => (cell.share === null ? NONE : `${cell.count} of ${cell.n}`)),
  ]);
  return ['## Traits', ...(kind === null ? [] : [inlineText(kind)]), table(['Trait', '#All', ...columns], rows)];
}
