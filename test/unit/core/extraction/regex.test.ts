import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseExtractor } from '../../../../src/core/extraction/registry.ts';
import { compileRegex } from '../../../../src/core/text/linear-regex.ts';
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
    ['(?<!not )\\b(red|teal)', 'not red but teal', 'teal'],
    ['\\p{Script=Greek}+', 'it is \u03b1\u03b2', '\u03b1\u03b2'],
    ['\\p{Uppercase_Letter}\\w+', 'the Teal one', 'Teal'],
    ['is\\s(\\S+)', 'it is\u00a0teal', 'teal'],
    ['is[\\s:]+([^\\s]+)', 'it is:\u3000teal', 'teal'],
    ['^Answer: (.+)$', 'So:\r\nAnswer: teal\r\nBye', 'teal'],
    ['(teal)$', 'it is teal\r\nbye', 'teal'],
    ['\\u{1f604} (\\w+)', '😄 teal', 'teal'],
    ['\\ud83d\\ude04 (\\w+)', '😄 teal', 'teal'],
    ['\\x28(\\w+)\\)', '(teal)', 'teal'],
    ['[[:al]+', 'b:[', ':['],
    ['[a\\-z]+', 'q-a', '-a'],
    ['()x', 'x', null],
    ['x', 'teal', null],
  ];
  for (const [expression, text, expected] of cases)
    it(`${expression} in ${JSON.stringify(text)} is ${String(expected)}`, () =>
      assert.equal(read(expression, text), expected));

  it('finds the same in a long text', () => {
    for (const [expression, text, expected] of cases)
      assert.equal(read(expression, `${text}\n${'. '.repeat(20_000)}`), expected, expression);
  });

  const hostile = [
    ...['(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*a){20}b', '([a-z]+)*\\d', '(\\w+\\s?)*!$', '(a?){40}a{40}b'],
    ...['^(([a-z])+.)+[A-Z]([a-z])+$', 'a*a*a*a*b', '.*.*=.*', '(x+x+)+y', 'a{0,99}a{0,99}a{0,99}x'],
    ...['[\\p{L}-]{0,900}\\d', '(?:(\\p{L})|(.)|(a)){0,99}\\d', '(?<=a.*)(?<=.*a)b'],
    `${'(?:'.repeat(90)}a${')*'.repeat(90)}b`,
  ];
  it('ends on expressions that run away elsewhere', () => {
    const texts = ['a', 'aé-'].map((unit) => `${unit.repeat(3_000 / unit.length)}-`);
    for (const expression of hostile) {
      for (const text of texts) {
        const before = process.cpuUsage();
        assert.ok(read(expression, text) === null, expression);
        const { user, system } = process.cpuUsage(before);
        // Backtracking would take years.
        assert.ok(user + system < 5_000_000, expression);
      }
    }
  });

  it('says how far it searched where the expression is large and the text is long', () => {
    const { extractor, argument } = parseExtractor('regex:x{900}');
    const { answer, notes } = extractor.extract('a'.repeat(200_000), { prompt: '', domain: null, argument });
    assert.equal(answer, null);
    assert.match(notes.join(), /^only the first \d+ characters searched$/);
  });

  const refused: readonly (readonly [expression: string, reason: RegExp])[] = [
    ['(', /is not a valid regular expression/],
    ['a{2,1}', /is not a valid regular expression/],
    ['\\h', /is not a valid regular expression/],
    ['(?=a)b', /looks ahead/],
    ['(?!a)b', /looks ahead/],
    ['(\\w)\\1', /refers back/],
    ['(?<x>a)\\k<x>', /refers back/],
    ['(?<=(a))b', /\(\?:…\)/],
    ['(a{1000}){1000}', /too large/],
    ['(((a{30}){30}){30}){30}', /too large/],
    ['a{100000}', /too large/],
    [`${'('.repeat(2_000)}a${')'.repeat(2_000)}`, /groups inside of each other/],
    [`${'(?:'.repeat(200)}a${')'.repeat(200)}`, /groups inside of each other/],
    [`${'('.repeat(3_000)}a${')'.repeat(3_000)}`, /longer than/],
    ['('.repeat(1_000_000), /longer than/],
    ['[a-z]'.repeat(2_000), /longer than/],
    ['\\p{RGI_Emoji}', /is not a valid regular expression|not supported/],
    ['\\p{Script=Grek}', /\\p\{Grek\} that is not supported/],
  ];
  for (const [expression, reason] of refused)
    it(`refuses ${expression.slice(0, 40)} in one sentence`, () =>
      assert.throws(
        () => parseExtractor(`regex:${expression}`),
        (error) => error instanceof UsageError && reason.test(error.message) && /^[^\n]{20,400}\.$/.test(error.message),
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
      '(?<=a)',
      '(?<!b)',
      '😄',
      'é',
    );
    const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,2}', '*?', '+?', '??', '{0,1}?');
    const { expression } = fc.letrec<{ expression: string; term: string }>((tie) => ({
      term: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(atom, quantifier).map(([one, times]) => (/^(?:\\b|\^|\$|\(\?)/.test(one) ? one : `${one}${times}`)),
        // A round that takes nothing ends a repetition in JavaScript only.
        fc.tuple(tie('expression'), quantifier).map(([body, times]) => `(?:[ab]${body})${times}`),
        fc.tuple(tie('expression'), tie('expression')).map(([one, other]) => `(?:${one}|${other})`),
      ),
      expression: fc.array(tie('term'), { minLength: 1, maxLength: 3 }).map((terms) => terms.join('')),
    }));
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', '\n', '😄', 'é', 'A'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    const flags = fc.constantFrom('', '(?i)', '(?s)');
    fc.assert(
      fc.property(expression, text, flags, (source, string, leading) => {
        const native = new RegExp(source, `dmu${leading.replace(/[()?]/g, '')}`).exec(string);
        const compiled = compileRegex(`${leading}${source}`);
        assert.ok('regex' in compiled, source);
        assert.deepEqual(compiled.regex.find(string), native?.indices?.[0] ?? null);
        assert.equal(compiled.regex.finds(string), native !== null);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
