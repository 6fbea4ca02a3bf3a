import { withoutIsolates } from '../text/prose.ts';
import type { ProbeFile } from '../model/report.ts';
import { costSentence } from '../money/cost.ts';
import { semanticCostLine } from '../money/semantic-cost.ts';
import { recordOfFile } from '../run-file/run-file.ts';
import { costColumns, costRows } from '../tables/costs.ts';
import { columnTable, inlineText } from './markdown-text.ts';

/** What the run cost, by model; nothing for answers that were not asked for in this run. */
export function costSection(file: ProbeFile): string[] {
  const record = recordOfFile(file);
  const sentence = costSentence(record, file.report.cost);
  const meaning = file.semantic === undefined ? [] : [inlineText(semanticCostLine(file.semantic))];
  if (sentence === null) return meaning.length === 0 ? [] : ['## Cost', ...meaning];
  const { model, tokensIn, tokensOut, price, cost } = costColumns(file);
  return [
    '## Cost',
    inlineText(withoutIsolates(sentence)),
    columnTable([model, tokensIn, tokensOut, price, cost], costRows(record, file.report)),
    ...meaning,
  ];
}
