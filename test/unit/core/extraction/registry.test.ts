import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  chooseExtractor,
  domainOfPrompt,
  EXTRACTORS,
  parseExtractor,
} from '../../../../src/core/extraction/registry.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';

describe('parseExtractor', () => {
  it('finds every extractor by its id', () => {
    for (const extractor of EXTRACTORS) {
      const spec = extractor.argument === 'required' ? `${extractor.id}:x` : extractor.id;
      assert.equal(parseExtractor(spec).extractor, extractor);
      assert.match(extractor.id, /^[a-z]+(-[a-z]+)*$/);
    }
    assert.equal(new Set(EXTRACTORS.map(({ id }) => id)).size, EXTRACTORS.length);
  });
  it('passes what stands behind the colon', () => {
    assert.equal(parseExtractor('choice:a,b').argument, 'a,b');
    assert.equal(parseExtractor('regex:a:b').argument, 'a:b');
    assert.equal(parseExtractor('choice').argument, null);
    assert.equal(parseExtractor('json').argument, null);
    assert.equal(parseExtractor('json:a.b').argument, 'a.b');
  });
  for (const spec of ['nonsense', '', 'number:3', 'regex', 'regex:(', 'choice:only']) {
    it(`refuses ${JSON.stringify(spec)} in one sentence`, () => {
      assert.throws(
        () => parseExtractor(spec),
        (error) => error instanceof UsageError && /^[^\n]+\.$/.test(error.message),
      );
    });
  }
});

describe('domainOfPrompt', () => {
  const cases: readonly (readonly [string, readonly [number, number] | null])[] = [
    ['Pick a random number between 1 and 100, only return the number', [1, 100]],
    ['Pick a number from 1 to 10.', [1, 10]],
    ['Give me a number (1-100)', [1, 100]],
    ['Random integer in 1..6', [1, 6]],
    ['Choose a number between one and ten', [1, 10]],
    ['Pick a number between 1 and 1,000', [1, 1000]],
    ['Pick a number between -5 and 5', [-5, 5]],
    ['Rate this on a scale of 1 to 10', [1, 10]],
    ['Roll a d20', [1, 20]],
    ['Roll a make-believe 20-sided die.', [1, 20]],
    ['Roll a die', [1, 6]],
    ['Roll two dice and give me the sum', [2, 12]],
    ['Pick a single digit', [0, 9]],
    ['Give me a two-digit number', [10, 99]],
    ['Randomly pick a prime number between 1 and 50.', [1, 50]],
    ['Write a story of between 100 and 200 words', null],
    ['Describe the 1914-1918 war', null],
    ['Pick a random fruit', null],
    ['Pick a number between 1 and 10, then one between 1 and 20', null],
    ['Suggest a strong 4 character password.', null],
    ['', null],
  ];
  for (const [prompt, expected] of cases)
    it(JSON.stringify(prompt), () => assert.deepEqual(domainOfPrompt(prompt), expected));
});

describe('chooseExtractor', () => {
  const cases: readonly (readonly [string, readonly string[], string, string?])[] = [
    ['Tell me a joke', ['Why ...?'], 'joke'],
    ['Pick a random number between 1 and 100, only return the number', ['42', '**73**'], 'number'],
    ['Pick a number between 1 and 100.', ["I can't pick a number."], 'number'],
    ['How are you?', ['42', '7', '8'], 'number'],
    ['Pick a random valid US zip code.', ['90210', '02139'], 'whole'],
    ['Pick a random fruit, only return the fruit', ['Mango'], 'whole'],
    ['Flip a coin', ['Heads', 'Tails!'], 'choice', 'heads,tails'],
    ['Pick one: glass half full or glass half empty?', ['Half full.'], 'choice', 'glass half full,glass half empty'],
    ['Return a random colour as JSON', ['{"colour":"teal"}', '{"colour":"blue"}'], 'json', 'colour'],
    ['Return a person as JSON', ['{"a":"teal","b":1}', '{"a":"blue","b":2}'], 'json'],
    ['Who is it?', ['{"a":"teal","b":1}', '```json\n[{"a":1}]\n```'], 'json'],
    ['Write an HTML page with a canvas', ['```html\n<p>\n```'], 'code'],
    ['Tell me a story', ['Once upon a time ...'], 'whole'],
  ];
  for (const [prompt, texts, id, argument] of cases) {
    it(`${JSON.stringify(prompt)} is read by ${id}`, () => {
      const chosen = chooseExtractor(prompt, texts);
      assert.equal(chosen.extractor.id, id);
      assert.equal(chosen.argument, argument ?? null);
      assert.match(chosen.reason, /^[A-Z0-9][^\n]+\.$/);
    });
  }
  it('has an opinion before any answer has come', () => {
    assert.equal(chooseExtractor('Pick a number between 1 and 100', []).extractor.id, 'number');
    assert.equal(chooseExtractor('', []).extractor.id, 'whole');
  });
});
