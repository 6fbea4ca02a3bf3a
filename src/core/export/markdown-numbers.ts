import type { ProbeFile } from '../model/report.ts';
import { numberColumns, numberRows } from '../tables/numbers.ts';
import { columnTable } from './markdown-text.ts';

/** The distribution of numbers; empty when the answers are none. */
export function numbersSection({ run, report }: ProbeFile): string[] {
  if (report.numbers === null) return [];
  return [
    '## Numbers',
    'Every p is against a fair draw of the whole domain: by chi-square (“Uniform?”), by the likelihood ratio (“By G”), and of last digits. Numbers are named more often than by chance where a one-sided binomial test says so (Holm-corrected p < 0.05).',
    columnTable(Object.values(numberColumns(run.targets)), numberRows(report.numbers)),
  ];
}
