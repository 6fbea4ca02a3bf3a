import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { yamlTextsAt } from '../../../src/core/prompt/yaml-texts.ts';
import { findPrompts } from '../../../src/extension/prompt/editor-prompts.ts';
import { finalPrompt } from '../../../src/extension/prompt/final-prompt.ts';
import { findAgain } from '../../../src/extension/prompt/find-again.ts';
import { literalsAt } from '../../../src/extension/prompt/literal.ts';
import { parsePromptFile } from '../../../src/extension/prompt/prompt-file.ts';
import { severalPrompts } from '../../../src/extension/prompt/several-prompts.ts';
import { fuzzer } from '../fuzzer.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText } from '../inputs/mutate.ts';
import { texts } from '../inputs/texts.ts';
import { orRefused } from '../oracles.ts';

interface Document {
  readonly text: string;
  readonly languageId: string;
  /** Where the selection begins and ends, as shares of the text. */
  readonly from: number;
  readonly to: number;
}

const LANGUAGES = [
  ...[
    'javascript',
    'typescript',
    'python',
    'java',
    'csharp',
    'go',
    'rust',
    'c',
    'kotlin',
    'swift',
    'dart',
    'php',
    'ruby',
  ],
  ...['json', 'yaml', 'markdown', 'plaintext', 'prompt', 'vue', 'constructor'],
] as const;

const PIECES = [
  ...[
    '"',
    "'",
    '`',
    '"""',
    "'''",
    '\\',
    '\\n',
    '\\u',
    '\\x4',
    '\\u{110000}',
    '${',
    '#{',
    '{',
    '}',
    '{{',
    '}}',
    '//',
    '/*',
  ],
  ...[
    '*/',
    '#',
    ' + ',
    '\n',
    '\r\n',
    ' ',
    'a',
    'prompt',
    '$"',
    '@"',
    '$$"""',
    'r#"',
    'f"',
    'r"',
    "b'",
    '<<',
    '|',
    '>',
    ': ',
  ],
  ...['- ', '---\n', '{name}', '{a!r:>10}', '\ud83d', 'é', '/x/', '(', ')', ';', 'x'.repeat(50)],
] as const;

const sources = fc
  .tuple(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), fc.constantFrom(1, 1, 1, 30, 300))
  .map(([pieces, times]) => pieces.join('').repeat(times).slice(0, 60_000));

/** Source files with a cursor somewhere: the prompts in it are found, decoded and put together, whatever the code is. */
export const prompts = fuzzer<Document>({
  name: 'prompts',
  about: 'prompts in source files and prompt files',
  inputs: (seeds) =>
    fc.oneof(
      fc.record({
        text: fc.oneof({ weight: 3, arbitrary: sources }, { weight: 1, arbitrary: texts(60_000) }),
        languageId: fc.constantFrom(...LANGUAGES),
        from: fc.double({ min: 0, max: 1, noNaN: true }),
        to: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      ...mutatedSeeds(seeds, (seed, dice) => ({ ...seed, text: mutatedText(seed.text, dice) })),
    ),
  check({ text, languageId, from, to }) {
    const [start = 0, end = 0] = [Math.floor(from * text.length), Math.floor(to * text.length)].sort((a, b) => a - b);
    for (const [a, b] of [
      [start, start],
      [start, end],
    ] as const) {
      for (const literal of literalsAt(text, languageId, a, b)) {
        assert.ok(literal.start >= 0 && literal.start <= literal.end && literal.end <= text.length);
      }
      for (const { turns, line } of findPrompts({ path: 'a.txt', languageId, text, start: a, end: b })) {
        assert.ok(line >= 0 && line < text.split('\n').length);
        const made = orRefused(() => finalPrompt(turns, new Map([['name', 'x']])));
        if (made !== null) assert.ok(made.prompt.length <= text.length + 1_000);
      }
      yamlTextsAt(text, a, b);
    }
    severalPrompts({ path: 'a.md', languageId, text, selections: [[start, end]] });
    for (const kind of ['prompt-text', 'prompty', 'dotprompt'] as const) parsePromptFile(kind, text);
    const again = findAgain(text.slice(start, end), { text, languageId, line: 1 });
    if (again !== null) assert.ok(again.start <= again.end && again.end <= text.length);
  },
});
