import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDesign } from '../../../../src/core/design/read-design.ts';
import { designOfPrompts, NEW_DESIGN } from '../../../../src/core/design/write-design.ts';

const promptsOf = (source: string): readonly string[] => {
  const { design, problems } = readDesign(source);
  assert.deepEqual(problems, [], source);
  return design!.conditions.map(({ prompt }) => prompt);
};

describe('writing probe files', () => {
  it('makes a condition of each prompt, the first one the control', () => {
    const source = designOfPrompts(['Tell me a joke', 'Tell me:\n\n  a "good" joke # now']);
    assert.match(source, /^ {2}variant-1: \|-\n {4}Tell me:\n\n {6}a "good" joke # now\n/m);
    assert.deepEqual(
      readDesign(source).design?.conditions.map(({ id, control }) => [id, control]),
      [
        ['control', true],
        ['variant-1', false],
      ],
    );
  });

  it('sends placeholders as they are until they get a value', () => {
    const source = designOfPrompts(['About {{topic}} and {x}', 'More about {{topic}} {{{y}}}']);
    assert.match(source, /^ {2}"topic": "\{\{topic\}\}"$/m);
    assert.deepEqual(promptsOf(source), ['About {{topic}} and {x}', 'More about {{topic}} {{{y}}}']);
  });

  it('loses nothing of any text', () => {
    const line = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\t',
      ':',
      '#',
      '-',
      '"',
      "'",
      '|',
      '\\',
      '&',
      '*',
      '!',
      '%',
      '\u2028',
      '\u0085',
      '\u0007',
      '\ufeff',
      'é',
      '😀',
      '---',
      '...',
    );
    const text = fc.array(line, { minLength: 1, maxLength: 12 }).map((parts) => `x${parts.join('')}`);
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 4 }), (prompts) => {
        assert.deepEqual(promptsOf(designOfPrompts(prompts)), prompts);
      }),
      { numRuns: 300 },
    );
  });

  it('begins with a file that can be run at once', () => {
    assert.equal(promptsOf(NEW_DESIGN).length, 4);
  });
});
