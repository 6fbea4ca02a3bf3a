import type { Comparison } from '../../core/compare/comparison.ts';
import { comparisonMarkdown } from '../../core/export/comparison-markdown.ts';

/** The forms in which a comparison is written into a file, by the ending of its name. */
export const COMPARISON_FORMS = {
  md: { label: 'Markdown', write: comparisonMarkdown },
  json: { label: 'JSON', write: (comparison: Comparison) => `${JSON.stringify(comparison, null, 2)}\n` },
} as const;

/** The text for a file of this name; Markdown unless the name says JSON. */
export function comparisonText(comparison: Comparison, name: string): string {
  return (name.toLowerCase().endsWith('.json') ? COMPARISON_FORMS.json : COMPARISON_FORMS.md).write(comparison);
}
