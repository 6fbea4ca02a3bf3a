import type { Gate, GateOutcome } from '../compare/gate.ts';
import { figure, gateSentences, GATE_WORDS } from '../compare/sentences.ts';
import { inlineText, table } from './markdown-text.ts';

const MARKS: Readonly<Record<GateOutcome, string>> = { pass: '✅', fail: '❌', undecided: '❔' };
/** Blocks of the longest bar. */
const WIDEST = 12;

/** The result of a gate as Markdown: for a pull request, or a job's summary. */
export function gateMarkdown({ prompts, outcome }: Gate): string {
  const values = prompts.flatMap(({ comparison: { all } }) => [all.effectiveBefore ?? 0, all.effectiveAfter ?? 0]);
  const most = Math.max(1, ...values);
  const bar = (value: number | null): string =>
    value === null ? '–' : `${'▇'.repeat(Math.max(1, Math.round((WIDEST * value) / most)))} ${figure(value)}`;
  const rows = prompts.map((result) => [
    `${MARKS[result.outcome]} ${result.outcome}`,
    inlineText(result.name),
    bar(result.comparison.all.effectiveBefore),
    bar(result.comparison.all.effectiveAfter),
    inlineText(gateSentences(result).join(' ')),
  ]);
  return [
    `## ${MARKS[outcome]} ${GATE_WORDS[outcome]}\n`,
    table(['', 'Prompt', 'Effective answers before', 'After', ''], rows),
    '',
  ].join('\n');
}
