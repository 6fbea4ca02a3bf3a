import type { NumberReport, ProbeFile } from '../model/report.ts';
import { inlineText, table } from './markdown-text.ts';
import { labelOf, NONE, pText, written } from './markdown-words.ts';

function row(name: string, numbers: NumberReport): string[] {
  const kind = (wanted: NumberReport['kinds'][number]['kind']) => {
    const found = numbers.kinds.find((one) => one.kind === wanted);
    return found === undefined ? NONE : `${found.count} (p ${pText(found.p)})`;
  };
  return [
    name,
    ...[numbers.min, numbers.median, numbers.mean, numbers.max].map((value) => written(value, 'answers')),
    written(numbers.chiSquare, 'answers'),
    pText(numbers.p),
    written(numbers.g, 'answers'),
    pText(numbers.pG),
    pText(numbers.lastDigitTest?.p ?? null),
    kind('round'),
    kind('repeated-digit'),
    numbers.spikes.map(({ value, count }) => `${value} × ${count}`).join(', ') || NONE,
  ];
}

/** The distribution of numbers; empty when the answers are none. */
export function numbersSection({ run, report }: ProbeFile): string[] {
  if (report.numbers === null) return [];
  return [
    '## Numbers',
    'Every p is against a fair draw of the whole domain. Spikes are numbers named more often than it would name any (one-sided binomial, Holm-corrected p < 0.05).',
    table(
      [
        ...['', '#Min', '#Median', '#Mean', '#Max', '#Chi-square', '#p', '#G', '#p (G)', '#p (last digit)'],
        ...['#Ending in 0', '#One digit repeated', 'Spikes'],
      ],
      [
        row('All', report.numbers.pooled),
        ...Object.entries(report.numbers.byTarget).map(([id, one]) => row(labelOf(run, id), one)),
        ...Object.entries(report.numbers.byCondition ?? {}).map(([id, one]) => row(`Condition ${inlineText(id)}`, one)),
      ],
    ),
  ];
}
