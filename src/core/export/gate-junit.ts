import type { Gate } from '../compare/gate.ts';
import { gateSentences } from '../compare/sentences.ts';
import { escapeMarkup } from '../text/markup.ts';

/** What XML 1.0 cannot hold, escaped or not. */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu;

const escaped = (text: string): string => escapeMarkup(text.replace(IMPOSSIBLE, '\ufffd').replace(/\s+/gu, ' '));

/** The result of a gate as JUnit XML, a test case for each prompt; undecided ones are skipped. */
export function gateJunit({ prompts }: Gate): string {
  const count = (outcome: string): number => prompts.filter((one) => one.outcome === outcome).length;
  const cases = prompts.map((result) => {
    const said = escaped(gateSentences(result).join(' '));
    const inside =
      result.outcome === 'fail'
        ? `<failure message="${said}"/>`
        : result.outcome === 'undecided'
          ? `<skipped message="${said}"/>`
          : `<system-out>${said}</system-out>`;
    return `  <testcase classname="convergence-probe" name="${escaped(result.name)}">${inside}</testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="convergence-probe check" tests="${prompts.length}" failures="${count('fail')}" skipped="${count('undecided')}">`,
    ...cases,
    '</testsuite>\n',
  ].join('\n');
}
