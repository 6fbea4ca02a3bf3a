import type { ProbeFile } from '../model/report.ts';
import { newParts, rarerPhrases } from '../analysis/parts/told.ts';
import type { Column } from '../tables/column.ts';
import { echoColumns, partColumns, phraseColumns, signatureColumns, signatureRows } from '../tables/wording.ts';
import { columnTable } from './markdown-text.ts';

const titled = <Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): string[] =>
  rows.length === 0 ? [] : [`### ${title}`, columnTable(columns, rows)];

/** Shared parts and phrases, signatures and what was taken from the prompt; empty when there are none. */
export function wordingSection({ run, report }: ProbeFile): string[] {
  const parts = partColumns(run);
  const { phrase, lift, echo, ...phrases } = phraseColumns(run);
  const ofSeveral = [
    ...rarerPhrases({ ...report, outputs: report.funnel.outputs }),
    ...(report.phrases ?? []).filter((one) => one.echo),
  ];
  const lists = [
    ...titled(
      'Shared wording',
      [parts.what, parts.outputs, parts.share, parts.models],
      newParts(report.sharedParts, report.groups),
    ),
    ...titled('Said by several', [phrase, phrases.outputs, phrases.models, lift, echo], ofSeveral),
    ...titled('More than the others', Object.values(signatureColumns(run)), signatureRows(report.signatures)),
    ...titled('From the prompt', Object.values(echoColumns()), report.echo ?? []),
  ];
  return lists.length === 0 ? [] : ['## Wording', ...lists];
}
