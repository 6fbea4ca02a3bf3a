import type { ProbeFile } from '../model/report.ts';
import { rewriteChange } from '../tables/rewrite-change.ts';
import { rewriteColumns } from '../tables/rewrites.ts';
import { columnTable, fencedText, inlineText } from './markdown-text.ts';

/** Rewrites of the prompt that were tried; empty where none were. */
export function rewritesSection({ run, report: { rewrites } }: ProbeFile): string[] {
  if (rewrites === undefined) return [];
  const { rows, fresh, best } = rewrites;
  const columns = Object.values(rewriteColumns(rewrites));
  const change = best === null ? null : rewriteChange(run, best);
  const added = change?.lines.filter(({ kind }) => kind !== 'same') ?? [];
  return [
    '## Rewrites',
    'Effective answers pair only answers of different calls (of different chains of calls, where calls see earlier answers). The gain is against the prompt as it stands, on the same models.',
    columnTable(columns, rows),
    ...(fresh === null ? [] : ['### Fresh runs', columnTable(columns, fresh)]),
    ...(change === null
      ? []
      : [
          `### What ${inlineText(change.condition.id)} changes`,
          `It ${inlineText(change.changes)}.${change.source === null ? '' : ` Source: ${inlineText(change.source)}.`}`,
          ...(added.length === 0
            ? []
            : [fencedText(added.map(({ kind, text }) => `${kind === 'added' ? '+' : '-'} ${text}`).join('\n'))]),
        ]),
  ];
}
