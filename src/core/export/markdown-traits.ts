import { archetypeSentence } from '../analysis/insight/archetype.ts';
import type { ProbeFile } from '../model/report.ts';
import { sharedColumns, titleRows, type SharedKind } from '../tables/shared.ts';
import { traitColumns } from '../tables/traits.ts';
import { columnTable, inlineText } from './markdown-text.ts';

/** What pages and code are made of, by model and condition; empty when the outputs are neither. */
export function traitsSection({ run, report }: ProbeFile): string[] {
  const traits = report.traits ?? [];
  if (traits.length === 0) return [];
  const kind = archetypeSentence(report);
  const { trait, outputs, share, cells } = traitColumns(run, traits[0]!.cells);
  return [
    '## Traits',
    ...(kind === null ? [] : [inlineText(kind)]),
    columnTable([trait, outputs, share, ...cells], traits),
  ];
}

/** Titles of pages and documents; empty when there are none. */
export function titlesSection({ run, report: { titles } }: ProbeFile): string[] {
  if (titles === null || titles.exact.length + titles.contains.length === 0) return [];
  const tableOf = (kind: SharedKind, rows: typeof titles.exact): string => {
    const { what, outputs, byModel, byCondition } = sharedColumns(run, kind);
    return columnTable([what, outputs, ...byModel, ...byCondition], titleRows(rows));
  };
  return [
    '## Titles',
    `${titles.titled} of ${titles.outputs} outputs have a title; ${titles.different} titles are different.`,
    tableOf('title', titles.exact),
    ...(titles.contains.length > 0
      ? ['Words that different titles hold:', tableOf('title-words', titles.contains)]
      : []),
  ];
}
