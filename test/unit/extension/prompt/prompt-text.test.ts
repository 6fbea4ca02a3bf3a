import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPrompts } from '../../../../src/extension/prompt/editor-prompts.ts';
import { finalPrompt } from '../../../../src/extension/prompt/final-prompt.ts';
import { splitFrontMatter } from '../../../../src/core/prompt/front-matter.ts';
import { paragraphAt } from '../../../../src/extension/prompt/paragraph.ts';
import { findPlaceholders, holesOf } from '../../../../src/extension/prompt/placeholders.ts';
import { parsePromptFile, promptFileKind } from '../../../../src/extension/prompt/prompt-file.ts';
import { joinSegments, previewOf, textSegments } from '../../../../src/extension/prompt/segments.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';

const names = (text: string): readonly string[] =>
  findPlaceholders(textSegments(text)).flatMap((part) => (part.kind === 'hole' ? [`${part.name}=${part.source}`] : []));

test('placeholders of every notation are found, and nothing else', () => {
  assert.deepEqual(names('A {x}, ${y}, {{ z }}, {{{w}}} and ${input:topic:which one?}'), [
    'x={x}',
    'y=${y}',
    'z={{ z }}',
    'w={{{w}}}',
    'topic=${input:topic:which one?}',
  ]);
  assert.deepEqual(names('{"a": 1} {} { x } a{color:red} {{#if x}}{{/if}} {{else}} {1} $x'), []);
  assert.deepEqual(names('{größe}'), ['größe={größe}']);
});

test('a name is asked for once, and a gap without a value is sent as written', () => {
  const turns = [{ role: 'user' as const, segments: findPlaceholders(textSegments('{a} ${a} {b}')) }];
  assert.deepEqual(
    holesOf(turns).map(({ name }) => name),
    ['a', 'b'],
  );
  assert.equal(finalPrompt(turns, new Map([['a', '$& {b}']])).prompt, '$& {b} $& {b} {b}');
});

test('front matter is set apart by its lines and never evaluated', () => {
  assert.deepEqual(splitFrontMatter('---\nmodel: x\n---\nTell me'), {
    front: 'model: x',
    body: 'Tell me',
    bodyLine: 3,
  });
  assert.deepEqual(splitFrontMatter('\uFEFF---\r\nmodel: x\r\n---\r\nTell me').body, 'Tell me');
  assert.deepEqual(splitFrontMatter('---\n---\nTell me').body, 'Tell me');
  for (const text of ['---js\nprocess.exit()\n---\nx', '---\nnever closed', 'x\n---\ny\n---', '----\na\n---\n']) {
    assert.deepEqual(splitFrontMatter(text), { front: null, body: text, bodyLine: 0 });
  }
});

test('prompt files are known by their names', () => {
  assert.equal(promptFileKind('/a/b.prompt.md', 'markdown'), 'prompt-text');
  assert.equal(promptFileKind('/a/b.prompt.txt', 'plaintext'), 'prompt-text');
  assert.equal(promptFileKind('/a/b.md', 'prompt'), 'prompt-text');
  assert.equal(promptFileKind('/a/b.prompty', 'yaml'), 'prompty');
  assert.equal(promptFileKind('/a/b.prompt', 'plaintext'), 'dotprompt');
  assert.equal(promptFileKind('/a/prompt.md', 'markdown'), null);
});

test('a prompty file becomes turns', () => {
  const file = parsePromptFile(
    'prompty',
    '---\nname: x\n---\n\nsystem:\nBe {{mood}}.\n\nuser:\nHi\nassistant:\nYo\nuser:\nGo {x}\n',
  );
  assert.equal(file.line, 4);
  assert.deepEqual(
    file.turns.map(({ role }) => role),
    ['system', 'user', 'assistant', 'user'],
  );
  assert.deepEqual(finalPrompt(file.turns, new Map([['mood', 'kind']])), {
    prompt: 'Go {x}',
    system: 'Be kind.',
    messages: [
      { role: 'user', text: 'Hi' },
      { role: 'assistant', text: 'Yo' },
      { role: 'user', text: 'Go {x}' },
    ],
  });
});

test('a dotprompt file becomes turns, its comments dropped', () => {
  const { turns } = parsePromptFile(
    'dotprompt',
    '---\nmodel: a\n---\n{{role "system"}}Be brief{{! no }}\n{{role "user"}}Go {{x}}',
  );
  assert.equal(previewOf(turns), 'system: Be brief\n\nuser: Go {{x}}');
});

test('a prompt that ends with the assistant is refused', () => {
  const { turns } = parsePromptFile('prompty', 'user:\nHi\nassistant:\nYo');
  assert.throws(() => finalPrompt(turns, new Map()), UsageError);
});

test('the paragraph ends at blank lines, and at code fences', () => {
  const lines = ['One', 'two', '', 'three', '```', 'a', '', 'b', '```', 'four'];
  assert.deepEqual(paragraphAt(lines, 1), { first: 0, last: 1 });
  assert.equal(paragraphAt(lines, 2), null);
  assert.deepEqual(paragraphAt(lines, 3), { first: 3, last: 3 });
  assert.deepEqual(paragraphAt(lines, 6), { first: 5, last: 7 });
  assert.deepEqual(paragraphAt(lines, 4), { first: 5, last: 7 });
  assert.deepEqual(paragraphAt(lines, 9), { first: 9, last: 9 });
  assert.equal(paragraphAt(['```', '```'], 0), null);
});

function prompts(path: string, languageId: string, text: string, start: number, end = start): readonly string[] {
  return findPrompts({ path, languageId, text, start, end }).map(
    ({ name, turns, line, certain }) =>
      `${name}@${line}${certain ? '!' : ''}: ${turns.map((turn) => joinSegments(turn.segments)).join('|')}`,
  );
}

test('a selection of prose is certain, trimmed and free of carriage returns', () => {
  const text = 'x\r\n\r\n Tell me\r\na joke \r\n';
  assert.deepEqual(prompts('a.md', 'markdown', text, 1, text.length), ['Selection@2!: Tell me\na joke']);
});

test('a selection of code is its string; code without a string is taken as it is', () => {
  assert.deepEqual(prompts('a.ts', 'typescript', 'ask("Tell me");', 0, 15), ['String@0!: Tell me']);
  assert.deepEqual(prompts('a.ts', 'typescript', '// Tell me', 3, 10), ['Selection@0!: Tell me']);
  assert.deepEqual(prompts('a.ts', 'typescript', 'ask("a", "b")', 0, 13), ['String@0: a', 'String@0: b']);
});

test('without a selection the file or the paragraph is offered', () => {
  assert.deepEqual(prompts('a.md', 'markdown', '# T\n\nTell me', 8), [
    'Paragraph@2: Tell me',
    'Whole file@0: # T\n\nTell me',
  ]);
  assert.deepEqual(prompts('a.prompt.md', 'prompt', '---\nmodel: x\n---\nTell me', 20), ['Whole file@3: Tell me']);
  assert.deepEqual(prompts('a.ts', 'typescript', 'ask(`Tell ${x}`)', 8), ['String@0: Tell ${x}']);
  assert.deepEqual(prompts('a.ts', 'typescript', 'const a = 1;', 8), ['Paragraph@0: const a = 1;']);
  assert.deepEqual(prompts('a.md', 'markdown', ' \n', 0), []);
});

test('the roles of a prompty file may have attributes', () => {
  const { turns } = parsePromptFile(
    'prompty',
    'system[nonce="1"]:\nBe brief.\n\nuser[name="Bob", id=2] :\nHi\nuser[1] says\n',
  );
  const said = turns.map(({ role, segments }) => [
    role,
    segments.map((segment) => ('text' in segment ? segment.text : '')).join(''),
  ]);
  assert.deepEqual(said, [
    ['system', 'Be brief.'],
    ['user', 'Hi\nuser[1] says'],
  ]);
});

test('a fence is closed by its own character, as long or longer, and nothing else', () => {
  const lines = ['````text', 'a', '```js', 'b', '```', '~~~', '`````'];
  assert.deepEqual(paragraphAt(lines, 3), { first: 1, last: 5 });
  assert.deepEqual(paragraphAt(['~~~', 'a', '```', 'b', '~~~'], 1), { first: 1, last: 3 });
  assert.deepEqual(paragraphAt(['```', 'a', '```', '', 'b', '```', 'c', '```'], 6), { first: 6, last: 6 });
});
