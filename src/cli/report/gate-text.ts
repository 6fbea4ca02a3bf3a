import type { Gate } from '../../core/compare/gate.ts';
import { gateSentences, GATE_WORDS } from '../../core/compare/sentences.ts';
import { plural } from '../../core/text/prose.ts';
import { oneLine, printable } from '../terminal/printable.ts';
import { wrap } from '../terminal/width.ts';
import type { Layout } from './layout.ts';

/** The result of a gate for a terminal: one entry per prompt, the outcome last. */
export function gateText({ prompts, outcome }: Gate, { columns, style }: Layout): string {
  const entries = prompts.flatMap((result) => [
    `${style.strong(result.outcome.padEnd(9))}  ${oneLine(result.name)}`,
    ...gateSentences(result).flatMap((sentence) =>
      wrap(printable(sentence), Math.max(20, columns - 11)).map((line) => `${' '.repeat(11)}${line}`),
    ),
  ]);
  const count = (wanted: string): number => prompts.filter((one) => one.outcome === wanted).length;
  const sum = `${plural(prompts.length, 'prompt')}: ${count('pass')} passed, ${count('fail')} failed, ${count('undecided')} undecided`;
  return `${[...entries, '', `${style.strong(GATE_WORDS[outcome])}. ${sum}.`].join('\n')}\n`;
}
