import type { ProbeFile } from '../model/report.ts';
import { newParts, rarerPhrases } from '../analysis/parts/told.ts';
import { percent } from '../text/prose.ts';
import { inlineText, table } from './markdown-text.ts';
import { labelOf, pText } from './markdown-words.ts';

function parts({ report }: ProbeFile): string[] {
  const found = newParts(report.sharedParts, report.groups);
  if (found.length === 0) return [];
  return [
    '### Shared wording',
    table(
      ['Part', '#Outputs', '#Share', '#Models'],
      found.map(({ text, outputs, share, byTarget }) => [
        inlineText(text),
        String(outputs),
        percent(share),
        String(Object.keys(byTarget).length),
      ]),
    ),
  ];
}

function phrases({ report }: ProbeFile): string[] {
  const found = [
    ...rarerPhrases({ ...report, outputs: report.funnel.outputs }),
    ...(report.phrases ?? []).filter(({ echo }) => echo),
  ];
  if (found.length === 0) return [];
  return [
    '### Said by several',
    table(
      ['Phrase', '#Outputs', '#Models', ''],
      found.map(({ phrase, outputs, targets, echo }) => [
        inlineText(phrase),
        String(outputs),
        String(targets),
        echo ? 'from the prompt' : '',
      ]),
    ),
  ];
}

function signatures({ run, report }: ProbeFile): string[] {
  const rows = Object.entries(report.signatures ?? {}).flatMap(([target, terms]) =>
    terms.map(({ term, documents, otherDocuments, z, pAdjusted }) => [
      labelOf(run, target),
      inlineText(term),
      String(documents),
      String(otherDocuments),
      z.toFixed(2),
      pText(pAdjusted),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    '### More than the others',
    table(['Model', 'Term', '#Its outputs', '#Others', '#z', '#p (Benjamini-Hochberg)'], rows),
  ];
}

function echo({ report }: ProbeFile): string[] {
  const found = report.echo ?? [];
  if (found.length === 0) return [];
  return [
    '### From the prompt',
    table(
      ['Term', 'Kind', '#Outputs', '#Share'],
      found.map(({ term, kind, outputs, rate }) => [inlineText(term), kind, String(outputs), percent(rate)]),
    ),
  ];
}

/** Shared parts and phrases, signatures and what was taken from the prompt; empty when there are none. */
export function wordingSection(file: ProbeFile): string[] {
  const lists = [...parts(file), ...phrases(file), ...signatures(file), ...echo(file)];
  return lists.length === 0 ? [] : ['## Wording', ...lists];
}
