import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { promptParts, withoutSpans } from '../../../../src/core/prompt/prompt-parts.ts';

const read = (prompt: string, keeps: readonly string[] = []) =>
  promptParts(prompt, keeps).map(({ start, end, stays }) => `${stays ?? 'may go'}: ${prompt.slice(start, end)}`);

const without = (prompt: string, ...texts: readonly string[]) =>
  withoutSpans(
    prompt,
    texts.map((text) => [prompt.indexOf(text), prompt.indexOf(text) + text.length] as const),
  );

describe('the parts of a prompt', () => {
  it('are its sentences; the one that asks stays', () => {
    assert.deepEqual(read('You love the tropics. Name a fruit. Answer in one word.'), [
      'may go: You love the tropics.',
      'task: Name a fruit.',
      'may go: Answer in one word.',
    ]);
    assert.deepEqual(read('Give only the name. Which fruit do you like? Thanks!'), [
      'may go: Give only the name.',
      'task: Which fruit do you like?',
      'may go: Thanks!',
    ]);
    // Nothing asks in a way that is known.
    assert.deepEqual(read('Fruit of the day. In English.'), ['task: Fruit of the day.', 'may go: In English.']);
    assert.deepEqual(read('Name a fruit.'), ['task: Name a fruit.']);
    assert.deepEqual(read(''), []);
  });

  it('hold list items with the lines below them, and sentences that go on in the next line', () => {
    const prompt = 'Write a poem\nabout rain. Be brief.\n- No rhymes. Really.\n- One title,\n  in capitals.\n1. Sad';
    assert.deepEqual(read(prompt), [
      'task: Write a poem\nabout rain.',
      'may go: Be brief.',
      'may go: - No rhymes. Really.',
      'may go: - One title,\n  in capitals.',
      'may go: 1. Sad',
    ]);
  });

  it('never cut a block of code, and leave headings and tags in place', () => {
    const prompt = '# Role\nBe kind.\n```js\na(); b.\n\n- c.\n```\n<rules>\nNever lie.\n</rules>\nRules:\nExplain it.';
    assert.deepEqual(read(prompt), [
      'block: # Role',
      'may go: Be kind.',
      'block: ```js\na(); b.\n\n- c.\n```',
      'block: <rules>',
      'may go: Never lie.',
      'block: </rules>',
      'block: Rules:',
      'task: Explain it.',
    ]);
  });

  it('stay where somebody wants them to', () => {
    assert.deepEqual(read('Name a fruit. Use JSON. Be brief.', ['JSON']), [
      'task: Name a fruit.',
      'wish: Use JSON.',
      'may go: Be brief.',
    ]);
  });

  it('leave neither blanks nor empty lines where they are left out', () => {
    assert.equal(without('One. Two. Three.', 'Two.'), 'One. Three.');
    assert.equal(without('One. Two.\nThree.', 'Two.'), 'One.\nThree.');
    assert.equal(without('One.\n- a\n- b\n\nTwo.', '- a'), 'One.\n- b\n\nTwo.');
    assert.equal(without('One.\n\n- a\n- b\n\nTwo.', '- a', '- b'), 'One.\n\nTwo.');
    assert.equal(without('One.\r\nTwo.\r\nThree.', 'Two.'), 'One.\r\nThree.');
    assert.equal(without('One. Two.', 'One.', 'Two.'), '');
  });

  it('are found in linear time', () => {
    const hostile = ['- '.repeat(30_000), `${'a '.repeat(50_000)}\n`, '```'.repeat(20_000), '(\n'.repeat(20_000)];
    for (const prompt of hostile) {
      const parts = promptParts(prompt);
      withoutSpans(
        prompt,
        parts.map(({ start, end }) => [start, end] as const),
      );
      assert.ok(parts.every(({ start, end }) => start < end && end <= prompt.length));
    }
  });
});
