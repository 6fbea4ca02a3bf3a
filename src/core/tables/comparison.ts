import { percent, shownName } from '../text/prose.ts';
import type { AnswerChange, Change, Comparison } from '../compare/comparison.ts';
import { figure, VERDICT_WORDS } from '../compare/sentences.ts';

/** The tables of a comparison as text: terminal, Markdown and panel show the same columns. */

/** A table, cell by cell; the first column is left-aligned, the last one too. */
export interface TextTable {
  /** `id`: what its figures are, by which they are explained. */
  readonly columns: readonly { readonly id: string; readonly title: string; readonly align: 'left' | 'right' }[];
  /** Hostile text in the first column. */
  readonly rows: readonly (readonly string[])[];
}

const MINUS = '\u2212';
const points = (share: number): string => {
  const rounded = Math.round(100 * share);
  return rounded === 0 ? '0' : rounded > 0 ? `+${rounded}` : `${MINUS}${-rounded}`;
};

/** "+8 (+3 to +14)", percentage points; the dash when nothing is known. */
function changed({ difference, interval }: AnswerChange): string {
  if (difference === null) return '\u2013';
  return `${points(difference)}${interval === null ? '' : ` (${points(interval[0])} to ${points(interval[1])})`}`;
}

/** "new", "gone", "more often", "less often", "within ±15" (points, for certain) or "not clear". */
export function answerVerdict({ before, after, difference, verdict }: AnswerChange): string {
  if (verdict === 'alike') return 'within ±15';
  if (verdict !== 'differ') return 'not clear';
  if (before.count === 0) return 'new';
  if (after.count === 0) return 'gone';
  return (difference ?? 0) > 0 ? 'more often' : 'less often';
}

const share = ({ count, n }: AnswerChange['before']): string => (n === 0 ? '\u2013' : percent(count / n));

/** How often each frequent answer came. */
export function answersTable({ answers }: Comparison): TextTable {
  return {
    columns: [
      { id: 'answer', title: 'Answer', align: 'left' },
      { id: 'share', title: 'Before', align: 'right' },
      { id: 'share', title: 'After', align: 'right' },
      { id: 'share-change', title: 'Change (95% CI)', align: 'right' },
      { id: 'verdict', title: 'Verdict', align: 'left' },
    ],
    rows: answers.map((one) => [one.answer, share(one.before), share(one.after), changed(one), answerVerdict(one)]),
  };
}

const value = (effective: number | null): string => (effective === null ? '\u2013' : figure(effective));
const factor = ({ ratio, ratioInterval: interval }: Change): string => {
  if (ratio === null) return '\u2013';
  const ci = interval === null ? '' : ` (${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})`;
  return `\u00d7 ${ratio.toFixed(2)}${ci}`;
};

/** Effective answers of each model. */
export function modelsTable({ models }: Comparison): TextTable {
  return {
    columns: [
      { id: 'model', title: 'Model', align: 'left' },
      { id: 'effective-answers', title: 'Effective before', align: 'right' },
      { id: 'effective-answers', title: 'After', align: 'right' },
      { id: 'effective-factor', title: 'Factor (95% CI)', align: 'right' },
      { id: 'verdict', title: 'Verdict', align: 'left' },
    ],
    rows: models.map((one) => [
      shownName(one.label),
      value(one.effectiveBefore),
      value(one.effectiveAfter),
      factor(one),
      VERDICT_WORDS[one.verdict].toLowerCase(),
    ]),
  };
}
