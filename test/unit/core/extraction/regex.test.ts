import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseExtractor } from '../../../../src/core/extraction/registry.ts';
import { matchBounded } from '../../../../src/core/extraction/regex-matcher.ts';
import { parseRegex } from '../../../../src/core/extraction/regex-syntax.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';

const read = (expression: string, text: string): string | null => {
  const { extractor, argument } = parseExtractor(`regex:${expression}`);
  return extractor.extract(text, { prompt: '', domain: null, argument }).answer;
};

describe('regex', () => {
  const cases: readonly (readonly [expression: string, text: string, expected: string | null])[] = [
    ['colou?r is (\\w+)', 'The color is teal.', 'teal'],
    ['(red)|(teal)', 'a teal car', 'teal'],
    ['(\\w+) and (\\w+)', 'salt and pepper', 'salt'],
    ['(?<first>\\w+) and (?<answer>\\w+)', 'salt and pepper', 'pepper'],
    ['(?<colour>\\w+) car', 'a teal car', 'teal'],
    ['(?:a|an) (\\w+)', 'an owl', 'owl'],
    ['^Answer: (.+)$', 'So:\nAnswer: teal\nBye', 'teal'],
    ['(?i)TEAL', 'teal', 'teal'],
    ['(?s)<b>(.+)</b>', '<b>a\nb</b>', 'a\nb'],
    ['(?<=is )\\w+', 'it is teal', 'teal'],
    ['\\p{Lu}\\w+', 'the Teal one', 'Teal'],
    ['(\\w)\\1', 'teal book', 'o'],
    ['()x', 'x', null],
    ['x', 'teal', null],
  ];
  for (const [expression, text, expected] of cases)
    it(`${expression} in ${JSON.stringify(text)} is ${String(expected)}`, () =>
      assert.equal(read(expression, text), expected));

  it('finds the same in a long text, where steps are counted', () => {
    for (const [expression, text, expected] of cases)
      assert.equal(read(expression, `${text}\n${'. '.repeat(20_000)}`), expected, expression);
  });

  it('gives up on expressions that run away', { timeout: 20_000 }, () => {
    const long = 'a'.repeat(50_000);
    for (const expression of [
      '(a+)+$',
      '(a|a)*b',
      '(a|aa)+$',
      '(.*a){20}b',
      '([a-z]+)*\\d',
      '(\\w+\\s?)*!$',
      '(a?){40}a{40}b',
      '^(([a-z])+.)+[A-Z]([a-z])+$',
      'a*a*a*a*b',
      '.*.*=.*',
      '(?=(a+)+b)c',
      '(x+x+)+y',
    ]) {
      for (const text of [`${long}-`, 'x'.repeat(40), `${'a'.repeat(40)}-`, `${'a '.repeat(30)}-`])
        assert.equal(read(expression, text), null, expression);
    }
  });

  it('refuses what it cannot bound', () =>
    assert.throws(
      () => parseExtractor('regex:(?<=a+)b'),
      (error) => error instanceof UsageError && /look behind at most 100 characters/.test(error.message),
    ));

  it('matches as the engine of the language does', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '\\w',
      '\\s',
      '\\b',
      '^',
      '$',
      '(?=a)',
      '(?!b)',
      '(?<=a)',
      '😄',
      'é',
    );
    const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?', '+?', '??', '{0,1}?');
    const { expression } = fc.letrec<{ expression: string; term: string }>((tie) => ({
      term: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(atom, quantifier).map(([one, times]) => (/^(?:\\b|\^|\$|\(\?)/.test(one) ? one : `${one}${times}`)),
        fc.tuple(tie('expression'), quantifier).map(([body, times]) => `(${body})${times}`),
        fc.tuple(tie('expression'), quantifier).map(([body, times]) => `(?:${body})${times}`),
        fc.tuple(tie('expression'), tie('expression')).map(([one, other]) => `(?:${one}|${other})`),
      ),
      expression: fc.array(tie('term'), { minLength: 1, maxLength: 3 }).map((terms) => terms.join('')),
    }));
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', '\n', '😄', 'é', 'A'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(expression, text, fc.constantFrom('mu', 'miu', 'msu'), (source, string, flags) => {
        const native = new RegExp(source, `d${flags}`).exec(string);
        const tree = parseRegex(source);
        assert.ok(tree !== null);
        const ours = matchBounded(tree, flags, string);
        const groups =
          native?.indices?.map((group) => (group as readonly [number, number] | undefined) ?? null) ?? null;
        const padded = ours === null || groups === null ? ours : groups.map((_, index) => ours[index] ?? null);
        assert.deepEqual(padded, groups);
      }),
      { seed: 11, numRuns: 1500 },
    );
  });
});
