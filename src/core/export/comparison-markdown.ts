import { answeredAt } from '../model/answered-at.ts';
import type { Comparison } from '../compare/comparison.ts';
import { comparisonNotes, comparisonSentences, VERDICT_WORDS } from '../compare/sentences.ts';
import { answersTable, modelsTable, type TextTable } from '../tables/comparison.ts';
import { fencedText, inlineText, table } from './markdown-text.ts';

function tableOf({ columns, rows }: TextTable): string {
  return table(
    columns.map(({ title, align }) => (align === 'right' ? `#${title}` : title)),
    rows.map((cells) => cells.map(inlineText)),
  );
}

/** A comparison as a Markdown document: for a pull request, or a job's summary. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { before, after, verdict, answers, models, promptChanged } = comparison;
  const blocks = [
    `# ${VERDICT_WORDS[verdict]}`,
    comparisonSentences(comparison).map(inlineText).join(' '),
    ...(answers.length === 0 ? [] : [tableOf(answersTable(comparison))]),
    ...(models.length < 2 ? [] : [tableOf(modelsTable(comparison))]),
    comparisonNotes(comparison)
      .map((note) => `- ${inlineText(note)}`)
      .join('\n'),
    promptChanged ? 'Prompt before:' : 'Prompt:',
    fencedText(before.prompt),
    ...(promptChanged ? ['Prompt after:', fencedText(after.prompt)] : []),
    `Before: run ${inlineText(before.id)} of ${inlineText(answeredAt(before))}. After: run ${inlineText(after.id)} of ${inlineText(answeredAt(after))}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}
